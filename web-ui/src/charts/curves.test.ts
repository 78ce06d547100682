import { describe, expect, it } from 'vitest'
import type { Real, Run, Series } from '@/api/types'
import {
  bandOf,
  breadth,
  curveOf,
  dropped,
  extent,
  indexUpTo,
  leftOut,
  nearestPoint,
  outside,
  pathOf,
  percentiles,
  rangeAsked,
  readingsAt,
  smooth,
  valueAt,
} from './curves'
import { placesOf } from './horizontal'

const series = (last: Real[], every = 1, points = last.length): Series => ({
  run: 'r',
  metric: 'loss',
  key: 'loss~1',
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
  return curveOf(one, placesOf(one, 'time', NaN))
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

describe('what a chart leaves out', () => {
  const spiky = curve([900, ...Array.from({ length: 99 }, (_, index) => 1 + index / 100)])
  it('is nothing until somebody clips', () => {
    expect(leftOut([spiky], extent([spiky], false), false, false)).toEqual([])
    expect(extent([spiky], false)[1]).toBeGreaterThan(900)
  })
  it('is beyond the 1st and the 99th percentile, counted', () => {
    const range = extent([spiky], false, percentiles([spiky], false))
    expect(range[1]).toBeLessThan(2.1)
    expect(outside([spiky], range, false)).toBe(1)
    expect(leftOut([spiky], range, false, true)).toEqual(['1 of 100 points outside'])
  })
  it('is said of places where the server has put points together', () => {
    const many = { ...spiky, points: 250_000 }
    const range = extent([many], false, percentiles([many], false))
    expect(leftOut([many], range, false, true)).toEqual(['outside at 1 of 100 places'])
    const below = { ...curve([-1, 1, 2]), points: 3_000 }
    expect(leftOut([below], extent([below], true), true, false)).toEqual([
      'log axis leaves out values ≤ 0 at 1 of 3 places',
    ])
  })
  it('counts a place whose bucket reaches below zero, though it ends above', () => {
    const dipping = { ...curve([1, 2]), min: [-1, 2] }
    expect(dropped([dipping])).toBe(1)
    expect(outside([dipping], extent([dipping], true), true)).toBe(0)
  })
  it('is nothing of a handful of points, each of which counts', () =>
    expect(percentiles([curve([900, 1, 2])], false)).toBeUndefined())
  it('on a log axis are percentiles of what it can show', () => {
    const half = curve([...Array<number>(50).fill(-5), ...Array<number>(50).fill(10)])
    expect(percentiles([half], true)).toEqual([10, 10])
    expect(leftOut([half], extent([half], true, [10, 10]), true, true)).toEqual([
      'log axis leaves out 50 values ≤ 0',
    ])
  })
})

describe('the hover', () => {
  const bundle = (key: string, ...curves: ReturnType<typeof curve>[]) => ({
    key,
    label: key,
    family: 'vae',
    rank: 0,
    curves: curves.map((one, index) => ({ ...one, seed: index + 1 })),
  })
  it('tells what was measured last before it, and nothing between two measurements', () => {
    const [reading] = readingsAt([bundle('a', curve([5, 9]))], 1.9)
    expect(reading).toMatchObject({ value: 5, step: 1, of: 1 })
    expect(readingsAt([bundle('a', curve([5, 9]))], 0.5)).toEqual([])
  })
  it('is the mean of seeds that were measured at one step', () =>
    expect(readingsAt([bundle('a', curve([5, 9]), curve([7, 1]))], 1.5)).toMatchObject([
      { label: 'a', value: 6, step: 1, of: 2 },
    ]))
  it('tells seeds one by one where they were not measured at one step, or one is broken', () => {
    expect(readingsAt([bundle('a', curve([5, 9]), curve([7]))], 5)).toMatchObject([
      { label: 'a, seed 1', value: 9, step: 2 },
      { label: 'a, seed 2', value: 7, step: 1 },
    ])
    expect(
      readingsAt([bundle('a', curve([NaN]), curve([7]))], 1).map(({ value, of }) => [value, of]),
    ).toEqual([
      [7, 1],
      [NaN, 1],
    ])
  })
})

describe('a zoom', () => {
  it('over time asks the server by time, for runs have their own pace', () =>
    expect(rangeAsked([], { kind: 'time' }, [1.25, 2.5], () => 1)).toEqual({
      unit: 'millis',
      from: 1250,
      to: 2500,
    }))
  it('over steps asks by steps', () =>
    expect(rangeAsked([{} as Run], { kind: 'step' }, [10, 20], () => 1)).toEqual({ from: 10, to: 20 }))
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
    expect([5, 10, 19, 30, 99].map((step) => indexUpTo(path.moments, step))).toEqual([-1, 0, 0, 2, 2])
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
  it('goes through the points that were measured', () => {
    const band = bandOf([
      { x: [0, 1, 10], y: [0, 4, 0] },
      { x: [0, 1, 10], y: [0, 6, 0] },
    ])
    expect(band.x).toEqual([0, 1, 10])
    expect(band.mean).toEqual([0, 5, 0])
  })
  it('has a gap where a seed ends: the mean of the others is another', () => {
    const band = bandOf([
      { x: [0, 1, 2], y: [1, 1, 1] },
      { x: [0, 1, 2], y: [1, 1, 1] },
      { x: [0, 1], y: [10, 10] },
    ])
    expect(band.mean).toEqual([4, 4, NaN, 1])
  })
})
