import { describe, expect, it } from 'vitest'
import { crc32, zipped } from './zip'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Reads an archive as a reader does: from the directory at its end. */
async function read(archive: Blob): Promise<Record<string, string>> {
  const view = new DataView(await archive.arrayBuffer())
  const text = (at: number, length: number) =>
    new TextDecoder().decode(new Uint8Array(view.buffer, at, length))
  const end = view.byteLength - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  const found: Record<string, string> = {}
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    expect(view.getUint32(at, true)).toBe(0x02014b50)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    expect(view.getUint32(local, true)).toBe(0x04034b50)
    const name = text(local + 30, view.getUint16(local + 26, true))
    expect(name).toBe(text(at + 46, nameLength))
    const content = text(local + 30 + nameLength, view.getUint32(local + 18, true))
    expect(view.getUint32(at + 16, true)).toBe(crc32(bytes(content)))
    expect(content.length).toBe(size)
    found[name] = content
    at += 46 + nameLength
  }
  expect(at).toBe(end)
  return found
}

describe('a zip archive made in the browser', () => {
  it('has the checksum of the standard', () => expect(crc32(bytes('123456789'))).toBe(0xcbf43926))

  it('is found again from its directory, names and bytes', async () => {
    const heard: number[] = []
    const archive = await zipped(
      [
        { path: 'cats/1.png', file: new Blob([bytes('first')]) },
        { path: 'dögs/2.png', file: new Blob([bytes('second')]) },
      ],
      (done) => heard.push(done),
    )
    expect(heard).toEqual([1, 2])
    expect(await read(archive)).toEqual({ 'cats/1.png': 'first', 'dögs/2.png': 'second' })
  })

  it('is refused where it would need a larger format', async () => {
    const many = Array.from({ length: 65_001 }, (_, i) => ({ path: `${i}`, file: new Blob() }))
    await expect(zipped(many, () => {})).rejects.toThrow('at most 65,000 files')
  })
})
