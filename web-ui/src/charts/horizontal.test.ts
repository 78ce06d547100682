import { describe, expect, it } from 'vitest'
import type { DataSet, Ground, Metric, Run, Series, Variant } from '@/api/types'
import {
  axisLabel,
  endOf,
  epochsOfAStep,
  horizontalText,
  parseHorizontal,
  placesOf,
  tickText,
} from './horizontal'

const run = (split = '') =>
  ({
    ground: { data: { split }, budget: { batchSize: 100 } } as unknown as Ground,
    state: { name: 'running' },
    step: 5,
    totalSteps: 40,
    trainMillis: 2500,
  }) as Run
const set = { trainExamples: 2000 } as DataSet
const batches = { consumption: 'minibatch' } as Variant
const series = { steps: [10, 20], trainMillis: [500, 1500] } as Series

describe('what curves are drawn over', () => {
  it('reads what it writes, and steps where the address says nonsense', () => {
    for (const text of ['step', 'epoch', 'time', 'metric:nll', 'metric:kl/unit:0'])
      expect(horizontalText(parseHorizontal(text))).toBe(text)
    expect(parseHorizontal('nonsense')).toEqual({ kind: 'step' })
  })
  it('names the axis with its unit and the better direction', () => {
    const kl: Metric = { name: 'kl', title: 'KL', unit: 'nats', direction: 'lower' }
    expect(axisLabel({ kind: 'metric', name: 'kl' }, kl)).toBe('KL in nats ↓')
    expect(axisLabel({ kind: 'time' }, undefined)).toBe('training time in s')
  })
})

describe('epochs', () => {
  it('are examples read for each training example', () => {
    expect(epochsOfAStep(run(), batches, set)).toBe(0.05)
    expect(placesOf(series, { kind: 'epoch' }, 0.05)).toEqual([0.5, 1])
    expect(endOf(run(), { kind: 'epoch' }, 0.05)).toBe(2)
  })
  it('have no ticks between two steps', () => {
    expect([0, 0.5, 1, 1500].map((tick) => tickText({ kind: 'step' }, tick))).toEqual(['0', '', '1', '1,500'])
    expect(tickText({ kind: 'epoch' }, 0.5)).toBe('0.5')
  })
  it('end where the run ended, and before that where its budget will', () => {
    const finished: Run = { ...run(), state: { name: 'finished' } }
    expect(endOf(finished, { kind: 'step' }, 0.05)).toBe(5)
    expect(endOf(run(), { kind: 'step' }, 0.05)).toBe(40)
  })
  it('count the examples of the split where the experiment has its own', () =>
    expect(epochsOfAStep(run('train=1000-2000,test=0-500'), batches, set)).toBe(0.1))
  it('of a variant that fits all examples at once are its steps', () =>
    expect(epochsOfAStep(run(), { consumption: 'whole_split' } as Variant, set)).toBe(1))
  it('are unknown where the data set is', () => expect(epochsOfAStep(run(), batches, undefined)).toBeNaN())
})
