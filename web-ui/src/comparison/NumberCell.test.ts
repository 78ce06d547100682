import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { MetricSummary, Real, Run } from '@/api/types'
import { columnsOf } from './columns'
import NumberCell from './NumberCell.vue'

const run = (last: Real, exactness: MetricSummary['exactness']) =>
  ({
    trainMillis: 0,
    parameters: 0,
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

function cell(runs: Run[]) {
  const column = columnsOf(runs, 'last')[0]!
  const format = (value: number) => value.toFixed(2)
  return mount(NumberCell, { props: { column, runs, format, seeds: runs.length > 1, best: true } })
}

describe('a number in the leaderboard', () => {
  it('is marked as a bound', () => expect(cell([run(1.5, 'lower_bound')]).text()).toBe('≤1.50'))
  it('is the mean over seeds with its deviation', () =>
    expect(cell([run(1, 'exact'), run(3, 'exact')]).text()).toBe('2.00±1.41'))
  it('says NaN where that is what was measured', () => expect(cell([run('NaN', 'exact')]).text()).toBe('NaN'))
  it('names each seed on hover', () =>
    expect(cell([run(1, 'exact'), run(3, 'exact')]).attributes('title')).toContain('each: 1  3'))
})
