import { describe, expect, it } from 'vitest'
import { bandOf, curveOf, dropped, extent, smooth, valueAt } from './curves'

const curve = (last: number[]) =>
  curveOf(
    {
      run: 'r',
      metric: 'loss',
      points: last.length,
      steps: last.map((_, index) => index + 1),
      trainMillis: last.map((_, index) => 1000 * (index + 1)),
      first: last,
      last,
      min: last,
      max: last,
      nonFinite: [{ step: 2, value: 'NaN' }],
    },
    true,
  )

describe('smoothing', () => {
  it('leaves a constant as it is, from the first value on', () =>
    smooth([3, 3, 3, 3], 0.9).forEach((value) => expect(value).toBeCloseTo(3, 12)))
  it('starts at the first value, without the pull of zero', () =>
    expect(smooth([5, 1], 0.99)[0]).toBeCloseTo(5, 12))
  it('passes over what is not finite', () => {
    const smoothed = smooth([1, NaN, 1], 0.5)
    expect(smoothed[1]).toBeNaN()
    expect(smoothed[2]).toBeCloseTo(1, 12)
  })
})

describe('a curve', () => {
  it('by training time is in seconds, its broken points too', () => {
    expect(curve([1, 2, 3]).x).toEqual([1, 2, 3])
    expect(curve([1, 2, 3]).nonFinite[0]!.x).toBe(2)
  })
  it('is read between its points and nowhere else', () => {
    expect(valueAt([0, 10], [0, 5], 4)).toBe(2)
    expect(valueAt([0, 10], [0, 5], 11)).toBeNaN()
  })
  it('on a log axis shows what is above zero and counts the rest', () => {
    expect(extent([curve([-1, 0, 1, 10])], true)[0]).toBeGreaterThan(0)
    expect(dropped([curve([-1, 0, 1, 10])])).toBe(2)
  })
})

describe('the band of seeds', () => {
  it('is mean and deviation of the lines', () => {
    const band = bandOf([
      { x: [0, 10], y: [1, 1] },
      { x: [0, 10], y: [3, 3] },
    ])
    expect(band.mean.every((value) => value === 2)).toBe(true)
    expect(band.high[0]! - band.mean[0]!).toBeCloseTo(Math.SQRT2, 12)
  })
  it('is there only where two lines are', () => {
    const band = bandOf([
      { x: [0, 10], y: [1, 1] },
      { x: [0, 5], y: [3, 3] },
    ])
    expect(band.x.at(-1)).toBe(5)
  })
})
