import { describe, expect, it } from 'vitest'
import type { SweepAnalysis, SweepRun } from '@/api/types'
import { moveBrush, nearestLine, passes, readBrushes, writeBrushes } from './brushes'
import { quantitiesOf, quantityText, readQuantity, type Quantity } from './quantities'
import { linearTicks, logTicks, scaleOf } from './scales'

const run = (more: Partial<SweepRun>): SweepRun => ({
  id: 'r',
  group: 'g',
  seed: 1,
  family: 'vae',
  variant: 'beta-vae',
  state: 'finished',
  values: {},
  measures: {},
  ...more,
})
const runs = [
  run({ id: 'a', values: { learningRate: 1e-4, hidden: [64, 64], latent: 2 }, measures: { nll: 3 } }),
  run({ id: 'b', values: { learningRate: 1e-2, hidden: [128], latent: 8 }, measures: { nll: 'NaN' } }),
  run({ id: 'c', family: 'gan', values: { learningRate: 1e-3 } }),
]
const measure = { key: 'nll', title: 'NLL', unit: 'nats', direction: 'lower' } as const
const analysis: SweepAnalysis = {
  measure,
  measures: [measure],
  axes: [
    { name: 'learningRate', title: '', kind: 'real', scale: 'log' },
    { name: 'hidden', title: 'hidden', kind: 'integers', scale: 'linear', values: [[64, 64], [128]] },
    { name: 'latent', title: 'latent', kind: 'integer', scale: 'linear' },
    { name: 'family', title: 'family', kind: 'choice', scale: 'linear', values: ['vae', 'gan'] },
  ],
  runs,
  importance: [],
}
const [rate, hidden, latent, family, nll] = quantitiesOf(analysis) as [
  Quantity,
  Quantity,
  Quantity,
  Quantity,
  Quantity,
]

describe('a quantity of a sweep', () => {
  it('is a number, or the place of a word among the words', () => {
    expect(runs.map((one) => readQuantity(one, rate))).toEqual([1e-4, 1e-2, 1e-3])
    expect(runs.map((one) => readQuantity(one, hidden))).toEqual([0, 1, NaN])
    expect(runs.map((one) => readQuantity(one, family))).toEqual([0, 0, 1])
  })
  it('is missing where a family does not have it, and where nothing finite was measured', () => {
    expect(readQuantity(runs[2]!, latent)).toBeNaN()
    expect(runs.map((one) => readQuantity(one, nll))).toEqual([3, NaN, NaN])
  })
  it('is written with its unit, or as its word', () => {
    expect(quantityText(nll, 3)).toBe('3 nats')
    expect(quantityText(hidden, 0)).toBe('64 × 64')
    expect(quantityText(nll, NaN)).toBe('–')
  })
  it('has a log scale where the search had one, until somebody turns it', () => {
    expect(rate.logarithmic).toBe(true)
    expect(
      quantitiesOf(analysis, ['value:learningRate', 'measure:nll']).map((one) => one.logarithmic),
    ).toEqual([false, false, false, false, true])
  })
})

describe('a scale', () => {
  it('puts its ends at 0 and 1 and finds its way back', () => {
    for (const quantity of [rate, { ...rate, logarithmic: false }]) {
      const scale = scaleOf(quantity, [1e-4, 1e-2])
      expect(scale.place(1e-4)).toBeCloseTo(0, 12)
      expect(scale.place(1e-2)).toBeCloseTo(1, 12)
      for (const place of [0, 0.3, 1]) expect(scale.place(scale.value(place))).toBeCloseTo(place, 12)
    }
    expect(scaleOf(rate, [1e-4, 1e-2]).place(1e-3)).toBeCloseTo(0.5, 12)
  })
  it('has no place for what is not finite, and on a log axis for what is not above 0', () => {
    const scale = scaleOf({ ...nll, logarithmic: true }, [-1, 0, 1, 100])
    expect([NaN, Infinity, 0, -1].map(scale.place)).toEqual([NaN, NaN, NaN, NaN])
    expect(scale.place(10)).toBeCloseTo(0.5, 12)
  })
  it('of one value has it in the middle', () => {
    expect(scaleOf(latent, [4, 4]).place(4)).toBeCloseTo(0.5, 12)
    expect(scaleOf(rate, [4]).place(4)).toBeCloseTo(0.5, 12)
  })
  it('of words gives each the same room', () =>
    expect(scaleOf(family, []).ticks.map((tick) => tick.place)).toEqual([0.25, 0.75]))
  it('tells close ticks apart', () => {
    const texts = scaleOf(latent, [1.0001, 1.0004]).ticks.map((tick) => tick.text)
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThan(1)
  })
  it('has round ticks within its ends', () => {
    expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(linearTicks(-3, 17, 5)).toEqual([0, 5, 10, 15])
    expect(logTicks(1e-4, 1e-1, 5)).toEqual([1e-4, 1e-3, 1e-2, 1e-1])
    expect(logTicks(1, 30, 5)).toEqual([1, 2, 5, 10, 20])
    expect(logTicks(1e-12, 1, 5)).toHaveLength(5)
  })
})

describe('a brush', () => {
  const all = [rate, hidden, latent, family, nll]
  const left = (brushes: Record<string, { low: number; high: number }>) =>
    runs.filter((one) => passes(one, all, brushes)).map((one) => one.id)
  it('keeps the runs that pass through it, through all where there are several', () => {
    expect(left({})).toEqual(['a', 'b', 'c'])
    expect(left({ 'value:learningRate': { low: 5e-4, high: 1 } })).toEqual(['b', 'c'])
    expect(
      left({ 'value:learningRate': { low: 5e-4, high: 1 }, 'value:family': { low: 0.5, high: 1.5 } }),
    ).toEqual(['c'])
  })
  it('keeps no run without a value', () =>
    expect(left({ 'measure:nll': { low: -1e9, high: 1e9 } })).toEqual(['a']))
  it('reads in the address what it wrote there', () => {
    const brushes = {
      'value:learningRate': { low: 1e-4, high: 0.0012346 },
      'value:family': { low: -0.5, high: 0.5 },
    }
    expect(readBrushes(writeBrushes(brushes))).toEqual(brushes)
    expect(readBrushes(['value:x~a~2', 'nonsense'])).toEqual({})
  })
  it('holds the runs at the very ends of its axis, though the address rounds', () => {
    const ends = [0.000123456, 0.00987654]
    const scale = scaleOf(rate, ends)
    const written = writeBrushes({ 'value:learningRate': { low: scale.value(0), high: scale.value(1) } })
    const { low, high } = readBrushes(written)['value:learningRate']!
    expect(low).toBeLessThanOrEqual(ends[0]!)
    expect(high).toBeGreaterThanOrEqual(ends[1]!)
    expect(low).toBeCloseTo(ends[0]!, 7)
    expect(readBrushes(writeBrushes({ a: { low: -1.23456789, high: 0 } }))).toEqual({
      a: { low: -1.2346, high: 0 },
    })
  })
  it('moves and widens with the keys, within its axis', () => {
    expect(moveBrush([0.2, 0.5], 1, false).map((one) => one.toFixed(2))).toEqual(['0.30', '0.60'])
    expect(moveBrush([0.2, 0.98], 1, false)[1]).toBeCloseTo(1, 12)
    expect(moveBrush([0.05, 0.5], -1, false)[0]).toBeCloseTo(0, 12)
    expect(moveBrush([0.2, 0.95], 1, true)).toEqual([0.2, 1])
    expect(moveBrush([0.2, 0.25], -1, true)[1]).toBeGreaterThan(0.2)
  })
})

describe('the line under the pointer', () => {
  const heights = [
    [0, 100, 0],
    [50, 50, 50],
  ]
  it('is the nearest between its axes', () => {
    expect(nearestLine(heights, 0.5, 48, 10)).toBe(0)
    expect(nearestLine(heights, 0.9, 55, 10)).toBe(1)
    expect(nearestLine(heights, 1.95, 3, 10)).toBe(0)
  })
  it('is none where all are far', () => expect(nearestLine(heights, 0, 80, 10)).toBe(-1))
})
