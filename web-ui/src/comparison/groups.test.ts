import { describe, expect, it } from 'vitest'
import type { MetricSummary, Run } from '@/api/types'
import { differingParameters, exactnessMark, groupRuns, sortBy, type Group } from './groups'
import { columnsOf, type Column } from './columns'

const metric = (name: string, last: number, more: Partial<MetricSummary> = {}): MetricSummary => ({
  name,
  title: name,
  unit: 'nats',
  direction: 'lower',
  kind: 'evaluation',
  points: 3,
  first: 9,
  firstStep: 1,
  last,
  lastStep: 30,
  min: last - 1,
  minStep: 20,
  max: 9,
  maxStep: 1,
  nonFinite: 0,
  ...more,
})

let next = 0
function run(family: string, seed: number, values: Run['values'], metrics: MetricSummary[] = []): Run {
  return {
    id: `r${next++}`,
    experimentId: 'e',
    family,
    variant: 'plain',
    values,
    given: [],
    seed,
    group: `${family} ${JSON.stringify(values)}`,
    state: { name: 'finished' },
    metrics,
    trainMillis: 1000,
    parameters: 10,
  } as unknown as Run
}
const group = (runs: Run[]) => groupRuns(runs, (one) => one.family)

describe('groups', () => {
  it('hold the runs that differ by seed alone', () => {
    const groups = group([
      run('vae', 2, { latent: 2 }),
      run('vae', 1, { latent: 2 }),
      run('gan', 1, { latent: 2 }),
    ])
    expect(groups.map((one) => one.runs.map((member) => member.seed))).toEqual([[1, 2], [1]])
  })
  it('are labelled by what differs within their variant, and by nothing else', () => {
    const groups = group([
      run('vae', 1, { latent: 2, width: 8 }),
      run('vae', 1, { latent: 4, width: 8 }),
      run('gan', 1, { latent: 9 }),
    ])
    expect(groups.map((one) => one.label)).toEqual(['vae, latent 2', 'vae, latent 4', 'gan'])
    expect(groups.map((one) => one.rank)).toEqual([0, 1, 0])
  })
  it('name only parameters that take several values', () =>
    expect(differingParameters([run('a', 1, { x: [1, 2], y: 1 }), run('a', 1, { x: [1, 3], y: 1 })])).toEqual(
      ['x'],
    ))
})

describe('a column', () => {
  const runs = [run('a', 1, {}, [metric('nll', 3)]), run('b', 1, {}, [metric('nll', 2)]), run('c', 1, {})]
  const column = columnsOf(runs, 'last')[0]!
  it('sorts the best first, what has no value last', () => {
    const value = (one: Group, by: Column) => by.read(one.runs[0]!)
    expect(sortBy(group(runs), column, false, value).map((one) => one.family)).toEqual(['b', 'a', 'c'])
    expect(sortBy(group(runs), column, true, value).map((one) => one.family)).toEqual(['a', 'b', 'c'])
  })
  it('holds exact values, estimates and bounds of one likelihood, the surest of each run', () => {
    const bound = metric('nllBound', 5, { exactness: 'lower_bound' })
    const estimate = metric('nllEstimate', 4, { exactness: 'estimate' })
    const both = [
      run('vae', 1, {}, [bound, estimate]),
      run('gaussian', 1, {}, [metric('nll', 3, { exactness: 'exact' })]),
    ]
    const columns = columnsOf(both, 'last').filter((one) => one.key.startsWith('metric:'))
    expect(columns.map((one) => one.title)).toEqual(['NLL'])
    expect(both.map(columns[0]!.read)).toEqual([4, 3])
  })
  it('of a second bound of one likelihood waits to be asked for', () => {
    const bounds = ['nllBound', 'nllBound/vlb'].map((name) => ({
      ...metric(name, 1),
      exactness: 'lower_bound' as const,
    }))
    const columns = columnsOf([run('ddpm', 1, {}, bounds)], 'last')
    const named = columns.filter((one) => one.key.startsWith('metric:'))
    expect(named.map((one) => [one.key, one.isFurther])).toEqual([
      ['metric:nll', false],
      ['metric:nllBound/vlb', true],
    ])
  })
  it('of a second question comes after the headline measures, and waits to be asked for', () => {
    const measures = [
      'nearTraining',
      'recall',
      'newOfAPlugin',
      'slicedWasserstein',
      'classifierFrechet',
      'modesRecovered',
    ]
    const columns = columnsOf(
      [
        run(
          'a',
          1,
          {},
          measures.map((name) => metric(name, 1)),
        ),
      ],
      'last',
    )
    const named = columns.filter((one) => one.key.startsWith('metric:'))
    expect(named.map((one) => one.key.slice(7))).toEqual([
      'modesRecovered',
      'classifierFrechet',
      'slicedWasserstein',
      'recall',
      'nearTraining',
      'newOfAPlugin',
    ])
    expect(named.map((one) => one.isFurther)).toEqual([false, false, false, true, true, false])
  })
  it('reads the best of a history where asked', () =>
    expect(columnsOf(runs, 'best')[0]!.read(runs[0]!)).toBe(2))
})

describe('the mark of a likelihood', () => {
  it('is ≤ on a negative log-likelihood whose log p is bounded from below', () => {
    expect(exactnessMark('lower_bound', 'lower')).toBe('≤')
    expect(exactnessMark('lower_bound', 'higher')).toBe('≥')
    expect(exactnessMark('estimate', 'lower')).toBe('≈')
    expect(exactnessMark('exact', 'lower')).toBe('')
  })
})
