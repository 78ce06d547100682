import { describe, expect, it } from 'vitest'
import type { SampleSet } from '@/api/types'
import { levels, levelsOfSet, setIsMixed, setShowsImages, valuesOfParts } from './parts'

const set = (...shapes: number[][]) =>
  ({ parts: shapes.map((shape) => ({ shape, range: 'unit' })) }) as unknown as SampleSet

describe('the parts of an example', () => {
  it('are shown in one grid where all are images, and in cells where they differ', () => {
    expect(setShowsImages(set([2, 2, 1], [2, 2, 3]))).toBe(true)
    expect(setIsMixed(set([2, 2, 1], [2, 2, 3]))).toBe(false)
    expect(setIsMixed(set([2, 2, 1], [5, 1]))).toBe(true)
    // A vector beside a sequence has three axes, as an image has.
    expect(setShowsImages(set([4], [5, 1]))).toBe(false)
    expect(setShowsImages(undefined)).toBe(false)
  })
  it('lie one after the other', () => {
    const parts = [
      { shape: [1, 2, 1], range: 'unit' as const, symbols: [] },
      { shape: [3, 1], range: 'symbols' as const, symbols: ['a'] },
    ]
    const values = Float32Array.of(0, 1, 7, 8, 9, 2, 3, 4, 5, 6)
    expect(valuesOfParts(values, parts, 1).map((half) => [...half])).toEqual([
      [2, 3],
      [4, 5, 6],
    ])
  })
  it('become levels from their range', () => {
    expect([...levels(Float32Array.of(-1, 1), 'symmetric')]).toEqual([0, 255])
    expect([...levels(Float32Array.of(0, 1), 'unit')]).toEqual([0, 255])
    expect([...levels(Float32Array.of(7), 'levels')]).toEqual([7])
    const both = set([1, 1, 1], [1, 1, 1])
    both.parts[1]!.range = 'symmetric'
    expect([...levelsOfSet(both, Float32Array.of(1, -1, NaN, 1))]).toEqual([255, 0, NaN, 255])
  })
})
