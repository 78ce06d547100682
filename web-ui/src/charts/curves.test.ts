import { describe, expect, it } from 'vitest'
import type { Real, Series } from '@/api/types'
import {
  bandOf,
  breadth,
  curveOf,
  dropped,
  extent,
  indexAtStep,
  nearestPoint,
  pathOf,
  smooth,
  valueAt,
} from './curves'
import { placesOf } from './horizontal'

const series = (last: Real[], every = 1, points = last.length): Series => ({
  run: 'r',
  metric: 'loss',
  points,
  steps: last.map((_, index) => every * (index + 1)),
  trainMillis: last.map((_, index) => 1000 * every * (index + 1)),
  first: last,
  last,
  min: last,
  max: last,
  nonFinite: [{ step: 2, value: 'NaN' }],
})
const curve = (last: number[]) => {
  const one = series(last)
  return curveOf(one, placesOf(one, { kind: 'time' }, NaN))
}

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

describe('a curve over another metric', () => {
  it('stands at the steps of the rarer one, with the nearest earlier value of the other', () => {
    const path = pathOf(series([10, 20, 30], 4), series([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
    expect(path.steps).toEqual([4, 8, 12])
    expect(path.x).toEqual([10, 20, 30])
    expect(path.last).toEqual([4, 8, 12])
    const turned = pathOf(series([1, 2, 3, 4, 5, 6, 7, 8, 9], 1), series([10, 20], 4))
    expect(turned.x).toEqual([4, 8])
    expect(turned.last).toEqual([10, 20])
  })
  it('goes in the order of steps, not of its values', () =>
    expect(pathOf(series([3, 1, 2]), series([1, 2, 3])).x).toEqual([3, 1, 2]))
  it('has no point before both have a value', () => {
    const path = pathOf(series([5]), series([1, 2], 2))
    expect(path.shown).toBe(0)
    expect(path.points).toBe(1)
  })
  it('counts the pairs that it leaves out: those without a place, and those that the server put together', () => {
    const path = pathOf(series([1, 'NaN', 3]), series([4, 5, 6]))
    expect([path.shown, path.points]).toEqual([2, 3])
    const many = pathOf(series([1, 2], 50, 100), series([1, 2, 3, 4], 25, 100))
    expect([many.shown, many.points]).toEqual([2, 100])
  })
  it('marks what is not finite where it happened', () => {
    const path = pathOf(series([1, 2, 3]), series([4, 'Infinity', 6]))
    expect(path.nonFinite).toEqual([{ x: 2, value: Infinity }])
  })
  it('spans all of its values', () => {
    const [low, high] = breadth([pathOf(series([3, 1, 2]), series([1, 2, 3]))])
    expect(low).toBeLessThan(1)
    expect(high).toBeGreaterThan(3)
  })
  it('is read at the nearest point, within reach', () => {
    const path = pathOf(series([3, 1, 2]), series([1, 2, 3]))
    const bundles = [{ key: 'k', label: '', family: 'vae', rank: 0, curves: [path] }]
    const pixel = (x: number, y: number): [number, number] => [x * 10, y * 10]
    expect(nearestPoint(bundles, pixel, [11, 19], 5)?.index).toBe(1)
    expect(nearestPoint(bundles, pixel, [99, 99], 5)).toBeUndefined()
  })
  it('knows where it was at a step', () => {
    const path = pathOf(series([3, 1, 2], 10), series([1, 2, 3], 10))
    expect([5, 10, 19, 30, 99].map((step) => indexAtStep(path, step))).toEqual([-1, 0, 0, 2, 2])
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
