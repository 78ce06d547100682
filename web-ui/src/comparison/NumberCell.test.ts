import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Leaderboard, LeaderboardCell, LeaderboardColumn, MetricSummary, Real, Run } from '@/api/types'
import { nonFiniteWord } from '@/format/numbers'
import { boardLookup } from './cells'
import { groupRuns } from './groups'
import NumberCell from './NumberCell.vue'

const run = (last: Real, exactness: MetricSummary['exactness']) =>
  ({
    experimentId: 'e',
    group: 'abc',
    trainMillis: 0,
    parameters: 0,
    values: {},
    metrics: [
      {
        name: 'nllBound',
        title: 'NLL (bound)',
        unit: 'nats',
        kind: 'evaluation',
        direction: 'lower',
        points: 3,
        last,
        exactness,
      },
    ],
  }) as unknown as Run

const column: LeaderboardColumn = {
  key: 'nll',
  quantity: 'nll',
  title: 'NLL',
  unit: 'nats',
  direction: 'lower',
  headline: true,
}
const format = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : nonFiniteWord(value))
const ofRun = (one: Run) => mount(NumberCell, { props: { column, run: one, format, seeds: false } })

const three: LeaderboardCell = {
  n: 3,
  notANumber: 0,
  mean: 2,
  standardDeviation: 1,
  interval: { low: -0.484, high: 4.484, confidence: 0.95, how: "Student's t, 95 %, n − 1 = 2" },
  best: { run: 'a', seed: 1, value: 1 },
  worst: { run: 'c', seed: 3, value: 3 },
  values: [1, 2, 3].map((value) => ({ run: `r${value}`, seed: value, value })),
  exactness: 'exact',
}
const likelihood = { extractor: '', split: 'test', samples: 0, references: 2500, sampler: '', setting: '' }
const ofGroup = (more: Partial<LeaderboardCell> = {}) =>
  mount(NumberCell, { props: { column, cell: { ...three, ...more }, format, seeds: true } })

describe('a number of a run', () => {
  it('is marked as a bound', () => expect(ofRun(run(1.5, 'lower_bound')).text()).toBe('≤1.50'))
  it('stands in the column of what it is taken with respect to', () => {
    const one = run(1.5, 'lower_bound')
    const key = 'nll:probability'
    const split = { ...column, key, reference: 'probability' }
    const shown = () => mount(NumberCell, { props: { column: split, run: one, format, seeds: false } }).text()
    one.metrics![0]!.context = { measure: 'lebesgue' } as MetricSummary['context']
    expect(shown()).toBe('–')
    one.metrics![0]!.context = { measure: 'counting' } as MetricSummary['context']
    expect(shown()).toBe('≤1.50')
  })
  it('says NaN where that is what was measured', () => expect(ofRun(run('NaN', 'exact')).text()).toBe('NaN'))
})

describe('an infinite number', () => {
  it('is a value of its own, which says how many examples made it so', () => {
    const cell = ofGroup({
      mean: 'Infinity',
      standardDeviation: undefined,
      context: { ...likelihood, impossible: 3 },
    })
    expect(cell.text()).toBe('∞')
    expect(cell.find('.broken').exists()).toBe(false)
    expect(cell.attributes('title')).toContain('3 of 2,500 examples have probability 0')
    expect(ofRun(run('Infinity', 'exact')).text()).toBe('∞')
  })
})

describe('a number of a group', () => {
  it('is the mean over seeds with its deviation', () => expect(ofGroup().text()).toBe('2.00±1.00'))
  it('tells its interval, how it was computed, and each seed on hover', () => {
    const title = ofGroup().attributes('title')
    expect(title).toContain("95 % interval −0.484 to 4.484 (Student's t, 95 %, n − 1 = 2)")
    expect(title).toContain('best 1 (seed 1), worst 3 (seed 3)')
    expect(title).toContain('each: 1  2  3')
  })
  it('has a mark where it is the best, a weaker one where enough could not tell it, and none else', () => {
    expect(ofGroup({ standing: 'best' }).text()).toBe('•2.00±1.00')
    expect(ofGroup({ standing: 'best' }).classes()).toContain('best')
    expect(ofGroup({ standing: 'not_told_apart' }).text()).toBe('◦2.00±1.00')
    expect(ofGroup({ standing: 'not_told_apart' }).classes()).not.toContain('best')
    for (const standing of ['untested', 'too_few_seeds', 'worse'] as const)
      expect(ofGroup({ standing }).text()).toBe('2.00±1.00')
    const standingWhy = 'two seeds cannot tell it from the best'
    expect(ofGroup({ standing: 'too_few_seeds', standingWhy }).attributes('title')).toContain(standingWhy)
  })
  it('shows no deviation of nothing, and tells what its interval is made of and what is unknown', () => {
    const interval = { ...three.interval!, seeds: 0.12, evaluation: 0.05 }
    const unknown = 'nothing is known of the noise of its evaluation'
    const cell = ofGroup({ standardDeviation: 0, interval, unknown })
    expect(cell.text()).toBe('2.00')
    expect(ofGroup({ standardDeviation: 0.0007 }).text()).toBe('2.00')
    expect(cell.attributes('title')).toContain('seeds ±0.12, evaluation ±0.05')
    expect(cell.attributes('title')).toContain(unknown)
  })
  it('shows its difference from the baseline instead, with what the test says', () => {
    const cell = ofGroup({
      delta: { difference: -1.5, pValue: 0.01, verdict: 'different', how: "Welch's t test" },
    })
    expect(cell.text()).toBe('2.00−1.50')
    expect(cell.find('.better').exists()).toBe(true)
    expect(cell.attributes('title')).toContain("more than chance explains (Welch's t test, p = 0.01)")
  })
  it('does not call a difference better where the two cannot be compared', () => {
    const delta = { difference: -1.5, verdict: 'different', how: '', incomparable: 'one is a bound' } as const
    expect(ofGroup({ delta }).find('.better').exists()).toBe(false)
  })
  it('is found by the group and the key of the column, and missing where nothing was measured', () => {
    const board = boardLookup({
      runs: 1,
      columns: [column],
      rows: [{ group: 'abc', provisional: false, differences: [], leftOut: [], cells: { nll: three } }],
    } as unknown as Leaderboard)
    const group = groupRuns([run(1, 'exact')], () => 'a')[0]!
    expect(board.mean(group, column)).toBe(2)
    expect(board.mean(group, { ...column, key: 'coverage' })).toBeNaN()
  })
})
