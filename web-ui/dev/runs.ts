// Runs that never trained: curves, samples and states that look and move like real ones.
import type {
  Experiment,
  Ground,
  Metric,
  MetricSummary,
  Real,
  Run,
  SampleSet,
  Series,
  StateName,
  Value,
} from '../src/api/types'
import { families } from './families'
import { generator, normal } from './random'
import { dataSets, example } from './sets'

export const experiments: Experiment[] = []
export const runs: Run[] = []
export const drawn = new Map<string, SampleSet[]>()
const start = Date.now()
let counter = 0
const id = (prefix: string) => `${prefix}${(++counter).toString(36).padStart(5, '0')}`

export function ground(dataSet: string, amount = 20_000, samplesPerSet = 1000): Ground {
  const image = dataSets.find((set) => set.name === dataSet)?.kind === 'image'
  return {
    data: {
      dataSet,
      split: '',
      preprocessing: { dequantise: false, scaling: image ? 'unit' : 'none', binarisation: 'none' },
    },
    budget: { unit: 'steps', amount, batchSize: 100 },
    protocol: {
      sampleSets: 20,
      samplesPerSet: image ? 64 : samplesPerSet,
      evaluations: 5,
      evaluationSamples: 2500,
      testExamples: 2500,
      checkpoints: 5,
      noiseSeed: 1,
    },
  }
}

export function addExperiment(name: string, on: Ground, note = '', age = 0): Experiment {
  const experiment: Experiment = {
    id: id('e'),
    name,
    note,
    ground: on,
    createdAt: new Date(start - age).toISOString(),
    deletedAt: null,
    families: [],
    runs: { total: 0 },
  }
  experiments.unshift(experiment)
  return experiment
}

export function tally(experiment: Experiment) {
  const mine = runs.filter((run) => run.experimentId === experiment.id && !run.deletedAt)
  experiment.families = [...new Set(mine.map((run) => run.family))]
  experiment.runs = { total: mine.length }
  for (const run of mine) experiment.runs[run.state.name] = (experiment.runs[run.state.name] ?? 0) + 1
}

const evaluationMetrics: Record<string, Metric> = {
  modes: { name: 'modesRecovered', title: 'Modes', unit: '', direction: 'higher' },
  quality: { name: 'highQuality', title: 'High quality', unit: '%', direction: 'higher' },
  wasserstein: { name: 'slicedWasserstein', title: 'Sliced Wasserstein', unit: '', direction: 'lower' },
  nll: { name: 'nll', title: 'NLL', unit: 'nats', direction: 'lower' },
  speed: { name: 'sampleSeconds', title: '1,000 samples', unit: 's', direction: 'lower' },
}
const quality: Record<string, [number, number, number, number | null, number]> = {
  gaussian: [8, 1.2, 0.31, 1.86, 0.0009],
  vae: [8, 12, 0.094, 0.9, 0.0012],
  gan: [7.7, 82, 0.021, null, 0.003],
  diffusion: [8, 95, 0.012, -1.2, 1.45],
}

export function addRun(
  experiment: Experiment,
  family: string,
  variant: string,
  seed: number,
  state: StateName,
  given: Record<string, Value> = {},
): Run {
  const schema = families.find((one) => one.id === family)!.variants.find((one) => one.id === variant)!
  const values = Object.fromEntries(
    schema.hyperparameters.map((one) => [one.name, given[one.name] ?? one.default]),
  )
  const total = family === 'gaussian' ? 1 : Math.round(experiment.ground.budget.amount)
  const run: Run = {
    id: id('r'),
    experimentId: experiment.id,
    family,
    variant,
    values,
    given: Object.keys(given),
    seed,
    device: 'cpu',
    group: `${family}/${variant}/${JSON.stringify(values)}`,
    state: { name: state, since: new Date(start - 60_000).toISOString() },
    resumable: false,
    phase: '',
    step: 0,
    totalSteps: total,
    progress: 0,
    etaMillis: null,
    trainMillis: 0,
    parameters: { gaussian: 5, vae: 68_244, gan: 101_891, diffusion: 84_610 }[family]!,
    createdAt: new Date(start - 120_000).toISOString(),
    startedAt: null,
    endedAt: null,
    deletedAt: null,
    ground: experiment.ground,
    provenance: {
      genera: '1.0.0',
      plugin: `genera-${family}`,
      pluginVersion: '1.0.0',
      pluginSha256: '9f2ca1…',
      dataFingerprint: 'sha256:4be1c92a07d35f6e8812ab77',
      java: '17.0.13',
      os: 'Linux 6.1 amd64',
    },
    metrics: [],
  }
  if (state === 'finished') advance(run, 1)
  if (state === 'running') advance(run, 0.2 + 0.1 * seed)
  if (state === 'failed') {
    advance(run, 0.41)
    run.state = {
      name: 'failed',
      at: run.createdAt,
      step: run.step,
      reason:
        'generatorLoss became NaN at step 8,214; the last good checkpoint is of step 8,000. Try a smaller learningRate.',
    }
    run.resumable = true
  }
  if (state === 'crashed') {
    advance(run, 0.1)
    run.state = { name: 'crashed', at: run.createdAt, exitCode: 137, logEnd: 'step 2000  loss 0.412\nKilled' }
    run.resumable = true
  }
  if (state === 'finished') run.state = { name: 'finished', at: run.createdAt, step: run.step }
  runs.push(run)
  tally(experiment)
  return run
}

export function advance(run: Run, progress: number) {
  run.progress = Math.min(1, progress)
  run.step = Math.round(run.totalSteps * run.progress)
  const whole = { gaussian: 210, vae: 18_000, gan: 41_000, diffusion: 55_000 }[run.family]!
  run.trainMillis = Math.round(whole * run.progress * (1 + 0.04 * run.seed))
  run.etaMillis = Math.round(whole * (1 - run.progress))
  run.startedAt ??= run.createdAt
  run.metrics = summaries(run)
}

const jitter = (run: Run, ...more: number[]) =>
  normal(generator(run.seed, run.family.length, JSON.stringify(run.values).length, ...more))

export function valueAt(run: Run, metric: string, step: number): number {
  const t = step / Math.max(1, run.totalSteps)
  const noise = normal(generator(run.seed, metric.length, step, run.family.length))
  if (run.state.name === 'failed' && step > run.step * 0.99) return NaN
  switch (metric) {
    case 'dReal':
      return 0.5 + 0.4 * Math.exp(-4 * t) + 0.03 * noise
    case 'dFake':
      return 0.5 - 0.42 * Math.exp(-4 * t) + 0.03 * noise
    case 'discriminatorLoss':
      return 1.38 - 0.6 * Math.exp(-4 * t) + 0.05 * noise
    case 'generatorLoss':
      return 0.72 + 1.6 * Math.exp(-5 * t) + 0.09 * noise
    case 'kl':
      return 3.1 * (1 - Math.exp(-20 * t)) + 0.05 * noise
    case 'reconstruction':
      return -1 + 4 * Math.exp(-18 * t) + 0.08 * noise
    case 'nll':
      return 1.862
    default:
      return 0.08 + 0.9 * Math.exp(-14 * t) + 0.012 * noise * (1 + 3 * Math.exp(-8 * t))
  }
}

function summaries(run: Run): MetricSummary[] {
  const variant = families
    .find((one) => one.id === run.family)!
    .variants.find((one) => one.id === run.variant)!
  const summary = (
    metric: Metric,
    kind: 'training' | 'evaluation',
    points: number,
    at: (part: number) => number,
  ): MetricSummary => ({
    ...metric,
    kind,
    exactness: null,
    detail: '',
    points,
    first: at(0),
    firstStep: 1,
    last: at(1),
    lastStep: run.step,
    min: Math.min(at(0), at(0.7), at(1)),
    minStep: run.step,
    max: Math.max(at(0), at(0.7), at(1)),
    maxStep: 1,
    nonFinite: run.state.name === 'failed' ? 3 : 0,
  })
  const training = variant.metrics.map((metric) =>
    summary(metric, 'training', run.step, (part) => valueAt(run, metric.name, Math.round(run.step * part))),
  )
  if (run.progress < 0.2) return training
  const [modes, high, distance, nll, speed] = quality[run.family]!
  const fade = 0.6 + 0.4 * Math.min(1, run.progress)
  const image = run.ground.data.dataSet !== 'ring8' && run.ground.data.dataSet !== 'moons'
  const evaluation = (name: string, value: number) =>
    summary(
      evaluationMetrics[name]!,
      'evaluation',
      Math.floor(run.progress * 5),
      (part) => value * (1 + 0.3 * (1 - part)),
    )
  const list = image
    ? []
    : [
        evaluation('modes', Math.min(8, Math.max(1, Math.round(modes * fade + 0.3 * jitter(run, 1))))),
        evaluation('quality', Math.max(0, high * fade + 2 * jitter(run, 2))),
      ]
  list.push(evaluation('wasserstein', distance / fade + 0.002 * Math.abs(jitter(run, 3))))
  if (nll !== null)
    list.push({
      ...evaluation('nll', (image ? 101.5 + nll : nll) + 0.03 * jitter(run, 4)),
      exactness: run.family === 'gaussian' ? 'exact' : run.family === 'vae' ? 'estimate' : 'lower_bound',
      detail: run.family === 'vae' ? 'importance-weighted, k = 100; 2,500 examples' : '',
    })
  list.push(evaluation('speed', speed * (1 + 0.05 * Math.abs(jitter(run, 5)))))
  return [...training, ...list]
}

const wire = (value: number): Real =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'

export function series(
  run: Run,
  metric: string,
  from: number,
  to: number,
  buckets: number,
): Series | undefined {
  const summary = run.metrics.find((one) => one.name === metric)
  if (!summary) return undefined
  const result: Series = {
    run: run.id,
    metric,
    points: 0,
    steps: [],
    trainMillis: [],
    first: [],
    last: [],
    min: [],
    max: [],
    nonFinite: [],
  }
  const push = (step: number, last: number, spread: number) => {
    result.steps.push(step)
    result.trainMillis.push(Math.round((run.trainMillis * step) / Math.max(1, run.step)))
    result.first.push(wire(last + spread * 0.3))
    result.last.push(wire(last))
    result.min.push(wire(last - spread))
    result.max.push(wire(last + spread))
    if (!Number.isFinite(last)) result.nonFinite.push({ step, value: wire(last) })
  }
  if (summary.kind === 'evaluation') {
    const times = Math.max(1, Math.floor(run.progress * 5))
    for (let k = 1; k <= times; k++)
      push(Math.round((run.step * k) / times), Number(summary.last) * (1 + 0.5 * (1 - k / times)), 0)
    result.points = times
    return result
  }
  const first = Math.max(1, from)
  const last = Math.min(run.step, to)
  const points = Math.max(0, last - first + 1)
  const width = Math.max(1, Math.ceil(points / buckets))
  for (let step = first + width - 1; step < last + width; step += width) {
    const at = Math.min(step, last)
    push(
      at,
      valueAt(run, metric, at),
      width > 1 ? 0.03 * Math.min(1, Math.abs(valueAt(run, metric, at))) * Math.log2(width) * 0.5 : 0,
    )
  }
  result.points = points
  return result
}

export function sampleSets(run: Run): SampleSet[] {
  const set = dataSets.find((one) => one.name === run.ground.data.dataSet)!
  const kindOf = (
    kind: SampleSet['kind'],
    step: number,
    title: string,
    count: number,
    columns = 0,
    frames = [''],
  ): SampleSet => ({
    id: `${kind}-${step}`,
    kind,
    title,
    step,
    shape: set.shape,
    range: set.kind === 'image' ? 'unit' : 'real',
    count,
    columns,
    frames,
    sampler: run.family === 'diffusion' ? 'ddim' : 'direct',
    settings: {},
    noiseSeed: 1,
    label: null,
    sampleMillis: 12,
    request: null,
  })
  const sets = [kindOf('reference', 0, 'Test examples', set.kind === 'image' ? 64 : 2000)]
  const per = run.ground.protocol.samplesPerSet
  const times = Math.floor(run.progress * 20)
  for (let k = 1; k <= times; k++) {
    const step = Math.round((run.totalSteps * k) / 20)
    sets.push(kindOf('samples', step, 'Samples', per))
    if (run.family === 'vae' && k % 5 === 0)
      sets.push(
        kindOf('reconstructions', step, 'Reconstructions', 32, 8),
        kindOf('interpolation', step, 'Interpolation', 40, 10),
        kindOf('traversal', step, 'Latent traversal', 80, 8),
      )
    if (run.family === 'gaussian' && set.classes.length)
      sets.push(kindOf('by_class', step, 'By class', 80, 8))
  }
  if (run.family === 'diffusion' && run.progress === 1)
    sets.push(
      kindOf(
        'trajectory',
        run.totalSteps,
        'Denoising',
        per,
        0,
        Array.from({ length: 11 }, (_, k) => `t = ${1000 - 100 * k}`),
      ),
    )
  return [...sets, ...(drawn.get(run.id) ?? [])]
}

/** One frame of a set, float32 for vectors, 0..255 for images. */
export function frame(run: Run, set: SampleSet, index: number): number[] {
  const data = dataSets.find((one) => one.name === run.ground.data.dataSet)!
  if (set.kind === 'reference')
    return Array.from({ length: set.count }, (_, i) => example(data, i, 0, 0, 99)).flat()
  const trained = Math.min(1, set.step / Math.max(1, run.totalSteps))
  const moment = set.kind === 'trajectory' ? 1 - index / (set.frames.length - 1) : 0
  const rough = Math.exp(-5 * trained)
  const values: number[] = []
  for (let i = 0; i < set.count; i++) {
    const next = generator(set.noiseSeed, i, 5)
    if (data.kind === 'vector') {
      const target = example(data, i, 0, 0, set.noiseSeed)
      const z = [normal(next), normal(next)]
      if (run.family === 'gaussian') values.push(0.7 * z[0]!, 0.7 * z[1]!)
      else if (run.family === 'vae')
        values.push(...target.map((at, k) => at * (0.85 + 0.1 * trained) + (0.1 + 0.5 * rough) * z[k]!))
      else if (run.family === 'gan')
        values.push(
          ...target.map(
            (at, k) => at * (1 - rough) + (0.012 + 0.3 * rough + (i % 9 === 0 ? 0.15 : 0)) * z[k]!,
          ),
        )
      else
        values.push(
          ...target.map((at, k) => at * (1 - rough) * (1 - moment) + (0.012 + 0.6 * rough + moment) * z[k]!),
        )
    } else {
      const seed = set.noiseSeed
      const pick =
        set.kind === 'samples' || set.kind === 'trajectory' ? i : Math.floor(i / Math.max(1, set.columns))
      const blur = { gaussian: 3, vae: 1.6, gan: 0.2, diffusion: 0.1 }[run.family]! + 2 * rough
      const noise =
        { gaussian: 0.5, vae: 0, gan: 0.12, diffusion: 0.03 }[run.family]! + rough * 0.4 + moment * 1.5
      values.push(...example(data, pick, blur, noise, seed))
    }
  }
  return values
}
