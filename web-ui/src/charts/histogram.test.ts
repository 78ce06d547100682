import { describe, expect, it } from 'vitest'
import { area, coarsened, edges, height, outline, shares } from './histogram'

const spread = (counts: number[], below = 0, above = 0) => ({
  min: 0,
  max: 1,
  mean: 0,
  standardDeviation: 0,
  below,
  above,
  counts,
})

describe('histograms', () => {
  it('show shares of all values, those beyond the bins too', () => {
    expect(shares(spread([1, 2, 0], 0, 1))).toEqual([0.25, 0.5, 0])
    expect(shares(spread([0, 0]))).toEqual([0, 0])
  })
  it('have fewer bins where there are few values, and lose none', () => {
    const distribution = (values: number) => ({
      name: 'x',
      unit: '',
      from: 0,
      to: 64,
      names: [],
      train: spread(new Array(64).fill(values)),
      test: spread([1, 2, ...new Array(62).fill(0)]),
    })
    expect(coarsened(distribution(8))).toEqual(distribution(8))
    const few = coarsened(distribution(2))
    expect(few.train.counts).toEqual(new Array(16).fill(8))
    expect(few.test.counts).toEqual([3, ...new Array(15).fill(0)])
    expect(edges(few, 1)).toEqual([4, 8])
    const named = { ...distribution(1), names: ['a'] }
    expect(coarsened(named)).toBe(named)
  })
  it('fill four decades on a log scale and never hide a value', () => {
    expect(height(0.5, 0.5, true)).toBe(1)
    expect(height(0.005, 0.5, true)).toBeCloseTo(0.5)
    expect(height(1e-9, 0.5, true)).toBe(0.02)
    expect(height(0, 0.5, true)).toBe(0)
    expect(height(0.25, 0.5, false)).toBe(0.5)
  })
  it('are drawn in steps', () => {
    expect(outline([0.5, 1])).toBe('M0 0.5H1L1 0H2')
    expect(area([0.5])).toBe('M0 1L0 0.5H1V1Z')
  })
  it('know the edges of their bins', () => {
    const distribution = {
      name: '',
      unit: '',
      from: 0,
      to: 256,
      names: [],
      train: spread([1, 1, 1, 1]),
      test: spread([]),
    }
    expect(edges(distribution, 1)).toEqual([64, 128])
  })
})
