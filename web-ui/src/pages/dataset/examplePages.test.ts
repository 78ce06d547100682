import { describe, expect, it } from 'vitest'
import { halves, perPage, randomOffset } from './examplePages'

describe('pages of examples', () => {
  it('begin at whole pages and reach the last one', () => {
    expect(randomOffset(250, 100, 0)).toBe(0)
    expect(randomOffset(250, 100, 0.5)).toBe(100)
    expect(randomOffset(250, 100, 0.9999)).toBe(200)
    expect(randomOffset(0, 100, 0.7)).toBe(0)
  })
  it('hold fewer of larger pictures', () => {
    expect(perPage('image', [28, 28, 1])).toBeGreaterThan(perPage('image', [256, 256, 3]))
    expect(perPage('vector', [2])).toBe(4096)
    expect(perPage('vector', [784])).toBe(100)
  })
  it('part pairs into sources and targets', () => {
    const [sources, targets] = halves(Float32Array.from([1, 2, 3, 4, 5, 6]), [1, 1, 1], [1, 2, 1])
    expect([...sources]).toEqual([1, 4])
    expect([...targets]).toEqual([2, 3, 5, 6])
  })
})
