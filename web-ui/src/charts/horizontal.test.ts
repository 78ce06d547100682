import { describe, expect, it } from 'vitest'
import type { Budget, DataSet, ExperimentSetup, Metric, Run, Series, Variant } from '@/api/types'
import {
  axisLabel,
  budgetAxis,
  endOf,
  epochsOfAStep,
  horizontalText,
  parseHorizontal,
  placesOf,
  tickText,
} from './horizontal'

const run = (split = '') =>
  ({
    setup: { data: { split }, budget: { batchSize: 100 } } as unknown as ExperimentSetup,
    ended: false,
    step: 5,
    totalSteps: 40,
    trainMillis: 2500,
  }) as Run
const set = { trainExamples: 2000 } as DataSet
const batches = { stages: [{ reads: 'minibatch' }] } as Variant
const series = { steps: [10, 20], trainMillis: [500, 1500] } as Series

describe('what curves are drawn over', () => {
  it('reads what it writes, and steps where the address says nonsense', () => {
    for (const text of ['step', 'epoch', 'time', 'metric:nll', 'metric:kl/unit:0'])
      expect(horizontalText(parseHorizontal(text))).toBe(text)
    expect(parseHorizontal('nonsense')).toEqual({ kind: 'step' })
  })
  it('names the axis with its unit and the better direction', () => {
    const kl: Metric = { name: 'kl', title: 'KL', unit: 'nats', direction: 'lower' }
    expect(axisLabel({ kind: 'metric', key: 'kl~1' }, kl)).toBe('KL in nats ↓')
    expect(axisLabel({ kind: 'time' }, undefined)).toBe('training time in s')
  })
})

describe('the axis before somebody chooses', () => {
  const budget = (unit: Budget['unit']): Budget => ({ unit, amount: 60, batchSize: 100 })
  it('counts what the budget counts', () => {
    expect(budgetAxis([budget('seconds'), budget('seconds')]).kind).toBe('time')
    expect(budgetAxis([budget('epochs')]).kind).toBe('epoch')
    expect(budgetAxis([budget('steps')]).kind).toBe('step')
    expect(budgetAxis([]).kind).toBe('step')
  })
  it('is time where budgets do not share a unit, and says why', () =>
    expect(budgetAxis([budget('steps'), budget('seconds')])).toEqual({
      kind: 'time',
      why: 'budgets are in steps and seconds: training time is what all runs share',
    }))
  it('of a run with a budget of seconds ends where they will have passed', () => {
    const timed = { ...run(), setup: { ...run().setup, budget: budget('seconds') } }
    expect(endOf(timed, 'time', NaN)).toBe(60)
    expect(endOf({ ...timed, ended: true }, 'time', NaN)).toBe(2.5)
  })
})

describe('epochs', () => {
  it('are examples read for each training example', () => {
    expect(epochsOfAStep(run(), batches, set)).toBe(0.05)
    expect(placesOf(series, 'epoch', 0.05)).toEqual([0.5, 1])
    expect(endOf(run(), 'epoch', 0.05)).toBe(2)
  })
  it('have no ticks between two steps', () => {
    expect([0, 0.5, 1, 1500].map((tick) => tickText({ kind: 'step' }, tick))).toEqual(['0', '', '1', '1,500'])
    expect(tickText({ kind: 'epoch' }, 0.5)).toBe('0.5')
  })
  it('end where the run ended, and before that where its budget will', () => {
    const finished: Run = { ...run(), ended: true }
    expect(endOf(finished, 'step', 0.05)).toBe(5)
    expect(endOf(run(), 'step', 0.05)).toBe(40)
  })
  it('count the examples of the split where the experiment has its own', () =>
    expect(epochsOfAStep(run('train=1000-2000,test=0-500'), batches, set)).toBe(0.1))
  it('of a variant that fits all examples at once are its steps', () =>
    expect(epochsOfAStep(run(), { stages: [{ reads: 'whole_split' }] } as Variant, set)).toBe(1))
  it('are unknown where the data set is', () => expect(epochsOfAStep(run(), batches, undefined)).toBeNaN())
})
