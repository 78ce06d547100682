import { describe, expect, it } from 'vitest'
import type { LeaderboardColumn, MetricSummary, Run } from '@/api/types'
import { differingParameters, exactnessMark, groupRuns, sortBy, type Group } from './groups'
import { readRun } from './columns'
import { defaultMetrics, keysMeant, orderMetrics, ownersOf } from './curveMetrics'

const metric = (name: string, last: number, more: Partial<MetricSummary> = {}): MetricSummary => ({
  key: name,
  name,
  title: name,
  unit: 'nats',
  direction: 'lower',
  kind: 'evaluation',
  exactness: null,
  context: { extractor: '', split: '', samples: 0, references: 0, sampler: '', setting: '' },
  detail: '',
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
  it('of several experiments are told apart by their setup, or by a number where that is alike', () => {
    const ofExperiment = (experimentId: string, amount: number) =>
      ({
        ...run('gan', 1, {}),
        experimentId,
        setup: {
          data: { dataSet: 'ring8', split: '', preprocessing: { binarisation: 'none' } },
          budget: { unit: 'steps', amount, batchSize: 100 },
          protocol: {},
        },
      }) as Run
    expect(group([ofExperiment('a', 300), ofExperiment('b', 500)]).map((one) => one.label)).toEqual([
      'gan, budget 300 steps of batch 100',
      'gan, budget 500 steps of batch 100',
    ])
    expect(group([ofExperiment('a', 300), ofExperiment('b', 300)]).map((one) => one.label)).toEqual([
      'gan, no. 1',
      'gan, no. 2',
    ])
  })
  it('name only parameters that take several values', () =>
    expect(differingParameters([run('a', 1, { x: [1, 2], y: 1 }), run('a', 1, { x: [1, 3], y: 1 })])).toEqual(
      ['x'],
    ))
})

const nll: LeaderboardColumn = {
  key: 'nll',
  quantity: 'nll',
  title: 'NLL',
  unit: 'nats',
  direction: 'lower',
  headline: true,
}

describe('a column', () => {
  const runs = [run('a', 1, {}, [metric('nll', 3)]), run('b', 1, {}, [metric('nll', 2)]), run('c', 1, {})]
  it('sorts the best first, what has no value last', () => {
    const value = (one: Group) => readRun(one.runs[0]!, nll, 'last')
    expect(sortBy(group(runs), nll, false, value).map((one) => one.family)).toEqual(['b', 'a', 'c'])
    expect(sortBy(group(runs), nll, true, value).map((one) => one.family)).toEqual(['a', 'b', 'c'])
  })
  it('holds exact values, estimates and bounds of one likelihood, the surest of each run', () => {
    const bound = metric('nllBound', 5, { exactness: 'lower_bound' })
    const estimate = metric('nllEstimate', 4, { exactness: 'estimate' })
    const both = [
      run('vae', 1, {}, [bound, estimate]),
      run('gaussian', 1, {}, [metric('nll', 3, { exactness: 'exact' })]),
    ]
    expect(both.map((one) => readRun(one, nll, 'last'))).toEqual([4, 3])
  })
  it('leaves the value on test as it was at the end where validation chooses', () => {
    const one = run('a', 1, {}, [metric('nll', 3), metric('validation/nll', 4)])
    expect(readRun(one, nll, 'best')).toBe(3)
    expect(readRun(one, { ...nll, key: 'validation/nll', quantity: 'validation/nll' }, 'best')).toBe(3)
  })
  it('reads the best of a history where asked', () => expect(readRun(runs[0]!, nll, 'best')).toBe(2))
  it('reads what a run costs from the run itself', () =>
    expect(['trainSeconds', 'parameters'].map((key) => readRun(runs[2]!, { ...nll, key }, 'last'))).toEqual([
      1, 10,
    ]))
})

describe('the metrics of curves', () => {
  const measures = ['coverage', 'nll', 'recall', 'newOfAPlugin', 'trainSeconds', 'examplesPerSecond'].map(
    (key) => ({
      ...nll,
      key,
      quantity: key,
    }),
  )
  const loss = metric('loss', 1, { kind: 'training' })
  const kl = metric('kl', 1, { kind: 'training' })
  const all = ['examplesPerSecond', 'newOfAPlugin', 'recall', 'coverage'].map((name) => metric(name, 1))
  const bound = metric('nllBound', 1, { exactness: 'lower_bound' })
  it('come in the order of the schema, then in that of the leaderboard', () =>
    expect(orderMetrics([...all, bound, kl, loss], ['loss', 'kl'], measures).map((one) => one.name)).toEqual([
      'loss',
      'kl',
      'coverage',
      'nllBound',
      'recall',
      'newOfAPlugin',
      'examplesPerSecond',
    ]))
  it('are what the variants watch and the measures, without what a run costs', () => {
    const ordered = orderMetrics([...all, loss, kl], ['loss', 'kl'], measures)
    expect(defaultMetrics(ordered, ['loss'], measures, false)).toEqual([
      'loss',
      'coverage',
      'recall',
      'newOfAPlugin',
    ])
  })
  it('are taken on validation where there is any, in the order of the measures', () => {
    const validated = all.map((one) => ({
      ...one,
      name: `validation/${one.name}`,
      key: `validation/${one.name}`,
    }))
    const columns = [...measures.slice(0, 4), ...validated.map(({ key }) => ({ ...nll, key })), measures[4]!]
    const ordered = orderMetrics([...all, ...validated], [], columns)
    expect(defaultMetrics(ordered, [], columns, false).slice(0, 3)).toEqual([
      'validation/coverage',
      'validation/recall',
      'validation/newOfAPlugin',
    ])
  })
  it('of a run are all that were taken more than once', () => {
    const once = metric('accuracy', 1, { points: 1 })
    expect(defaultMetrics([loss, kl, once, bound], [], measures, true)).toEqual(['loss', 'kl', 'nllBound'])
  })
})

describe('two metrics of one name', () => {
  const mine = metric('loss', 1, { key: 'loss~a', title: 'Loss', kind: 'training' })
  const theirs = metric('loss', 1, { key: 'loss~b', title: 'Loss of D', kind: 'training' })
  const kl = metric('kl', 1, { kind: 'training' })
  it('have the names of their families beside them, others have not', () => {
    const families: Record<string, string[]> = { 'loss~a': ['VAE'], 'loss~b': ['GAN', 'Flow'] }
    expect(ownersOf([mine, theirs, kl], (key) => families[key] ?? [])).toEqual(
      new Map([
        ['loss~a', 'VAE'],
        ['loss~b', 'GAN, Flow'],
      ]),
    )
  })
  it('are both meant by their name in an address, and one alone by its key', () => {
    expect(keysMeant([mine, theirs, kl], ['loss'])).toEqual(['loss~a', 'loss~b'])
    expect(keysMeant([mine, theirs, kl], ['kl', 'loss~b', 'gone'])).toEqual(['kl', 'loss~b'])
  })
  it('stay apart in the choice of what is drawn first', () =>
    expect(defaultMetrics([mine, theirs], ['loss~b'], [], false)).toEqual(['loss~b']))
})

describe('the mark of a likelihood', () => {
  it('is ≤ on a negative log-likelihood whose log p is bounded from below', () => {
    expect(exactnessMark('lower_bound', 'lower')).toBe('≤')
    expect(exactnessMark('lower_bound', 'higher')).toBe('≥')
    expect(exactnessMark('estimate', 'lower')).toBe('≈')
    expect(exactnessMark('exact', 'lower')).toBe('')
  })
})
