// A zip archive without compression, for folders of pictures, which are compressed already. The bytes of the files stay
// on the disk until they are sent.

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})

/** CRC-32 as zip and PNG have it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}

export interface PathedFile {
  path: string
  file: Blob
}

const mostFiles = 65_000
const mostBytes = 2 ** 31 - 2 ** 24

/** Packs files; `progress` hears of each. */
export async function zipped(files: PathedFile[], progress: (done: number) => void): Promise<Blob> {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  if (files.length > mostFiles || bytes > mostBytes) {
    throw new Error(
      `expected at most ${mostFiles.toLocaleString('en')} files of 2 GiB together, got ${files.length.toLocaleString('en')} of ${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB; import the folder with ./genera data import`,
    )
  }
  const parts: BlobPart[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const [index, { path, file }] of files.entries()) {
    const name = new TextEncoder().encode(path)
    const crc = crc32(new Uint8Array(await file.arrayBuffer()))
    const local = header(0x04034b50, 30, name, crc, file.size, [])
    parts.push(local, file)
    directory.push(header(0x02014b50, 46, name, crc, file.size, [offset]))
    offset += local.length + file.size
    progress(index + 1)
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, files.length, true)
  end.setUint16(10, files.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}

/** A file's header, before its bytes (30 bytes) or, with its offset, in the directory at the end (46 bytes). */
function header(
  signature: number,
  length: number,
  name: Uint8Array,
  crc: number,
  size: number,
  offset: number[],
) {
  const view = new DataView(new ArrayBuffer(length + name.length))
  const shift = offset.length > 0 ? 2 : 0
  view.setUint32(0, signature, true)
  if (shift) view.setUint16(4, 20, true)
  view.setUint16(4 + shift, 20, true)
  view.setUint16(6 + shift, 0x0800, true) // names in UTF-8
  view.setUint32(10 + shift, 0x00210000, true) // 1980-01-01
  view.setUint32(14 + shift, crc, true)
  view.setUint32(18 + shift, size, true)
  view.setUint32(22 + shift, size, true)
  view.setUint16(26 + shift, name.length, true)
  if (shift) view.setUint32(42, offset[0]!, true)
  const bytes = new Uint8Array(view.buffer)
  bytes.set(name, length)
  return bytes
}
