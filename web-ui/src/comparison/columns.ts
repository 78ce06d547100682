import type { Direction, Exactness, MetricSummary, Run } from '@/api/types'
import { toNumber } from '@/format/numbers'

/** Which number stands for a run's metric. */
export type Reading = 'last' | 'best'

export interface Column {
  key: string
  title: string
  /** In full, for the hover. */
  words: string
  unit: string
  direction: Direction
  read: (run: Run) => number
  /** The summary that a run's cell is read from, where it is a metric. */
  metric: (run: Run) => MetricSummary | undefined
  isDuration: boolean
  /** Whether it is left out until one asks for every measure. */
  isFurther: boolean
}

/** The order of the measures that the platform takes, and their heads; what is not here comes after, by its title. */
const known: [string, string][] = [
  ['modesRecovered', 'Modes'],
  ['highQuality', 'High quality'],
  ['classifierFrechet', 'Fréchet (classifier)'],
  ['coverage', 'Coverage'],
  ['slicedWasserstein', 'Sliced W.'],
  ['nll', 'NLL'],
  ['bitsPerDim', 'Bits/dim'],
  ['accuracy', 'Accuracy'],
]
/** Measures that answer a second question; they stand in full on a run's page, and here where they are asked for. */
const further: [string, string][] = [
  ['recall', 'Recall'],
  ['precision', 'Precision'],
  ['density', 'Density'],
  ['frechetDistance', 'Fréchet'],
  ['kernelDistance', 'Kernel d.'],
  ['classifierKernel', 'Kernel d. (classifier)'],
  ['classifierInceptionScore', 'Inception score (classifier)'],
  ['classImbalance', 'Class imbalance'],
  ['mmdSquared', 'MMD²'],
  ['reverseKlOfModes', 'Modes’ KL'],
  ['nearTraining', 'Near training'],
  ['codesTotalCorrelation', 'Codes’ TC'],
]
const cost: [string, string][] = [
  ['secondsPerThousandSamples', '1,000 samples'],
  ['networkEvaluations', 'Net evals'],
  ['examplesPerSecond', 'Examples/s'],
  ['peakMemory', 'Peak memory'],
]
/** What the run spent beside training, for those who ask. */
const furtherCost: [string, string][] = [
  ['samplingSeconds', 'Sample sets'],
  ['evaluationSeconds', 'Evaluation'],
]
/** A run carries these itself, and from its first step on. */
const ofTheRun = ['trainSeconds', 'parameters']

const certainty: Exactness[] = ['exact', 'estimate', 'lower_bound']

/** Exact values, bounds and estimates of one likelihood are one measure, under the name of the exact one. */
export function measureName(metric: MetricSummary): string {
  return metric.exactness ? metric.name.replace(/(Bound|Estimate)$/, '') : metric.name
}

/** The summary of a measure; of several of one likelihood the surest. */
export function measureOf(run: Run, name: string): MetricSummary | undefined {
  const found = (run.metrics ?? []).filter(
    (metric) => metric.kind === 'evaluation' && measureName(metric) === name,
  )
  return found.sort(
    (a, b) => certainty.indexOf(a.exactness ?? 'exact') - certainty.indexOf(b.exactness ?? 'exact'),
  )[0]
}

export function readMetric(metric: MetricSummary | undefined, reading: Reading): number {
  if (!metric) return NaN
  if (reading === 'last' || metric.direction === 'neither') return toNumber(metric.last)
  return toNumber(metric.direction === 'lower' ? metric.min : metric.max)
}

/** The measures of the runs, then what they cost. */
export function columnsOf(runs: Run[], reading: Reading): Column[] {
  const found = new Map<string, MetricSummary>()
  for (const run of runs) {
    for (const metric of run.metrics ?? []) {
      const name = measureName(metric)
      if (metric.kind === 'evaluation' && !ofTheRun.includes(name) && !found.has(name))
        found.set(name, metric)
    }
  }
  const column = (name: string, title: string, isFurther = false): Column[] => {
    const metric = found.get(name)
    found.delete(name)
    if (!metric) return []
    const { unit, direction } = metric
    const isDuration = unit === 's' || unit === 'ms'
    const of = (run: Run) => measureOf(run, name)
    const read = (run: Run) => readMetric(of(run), reading)
    return [
      {
        key: `metric:${name}`,
        title,
        words: metric.title,
        unit,
        direction,
        read,
        metric: of,
        isDuration,
        isFurther,
      },
    ]
  }
  const first = known.flatMap(([name, title]) => column(name, title))
  const second = further.flatMap(([name, title]) => column(name, title, true))
  const last = [
    ...cost.flatMap(([name, title]) => column(name, title)),
    ...furtherCost.flatMap(([name, title]) => column(name, title, true)),
  ]
  // A second way to score a likelihood, such as `nllBound/vlb`, waits as well.
  const others = [...found].flatMap(([name, metric]) => column(name, metric.title, name.includes('/')))
  return [...first, ...second, ...others, trainingTime, ...last, parameters]
}

const plain = { unit: '', metric: () => undefined, isDuration: false, isFurther: false }

const trainingTime: Column = {
  ...plain,
  key: 'trainMillis',
  title: 'Training',
  words: 'Training time, without evaluation and sampling',
  unit: 'ms',
  direction: 'lower',
  read: (run) => (run.trainMillis > 0 ? run.trainMillis : NaN),
  isDuration: true,
}

const parameters: Column = {
  ...plain,
  key: 'parameters',
  title: 'Parameters',
  words: 'Trainable numbers',
  direction: 'neither',
  read: (run) => (run.parameters > 0 ? run.parameters : NaN),
}

/** Metrics in the order in which one wants to see them: what training reports, as its schema lists it, then the measures. */
export function orderMetrics(metrics: MetricSummary[], schema: string[]): MetricSummary[] {
  const measures = [...known, ...further, ...cost, ...furtherCost].map(([name]) => name)
  const place = (metric: MetricSummary): number => {
    const list = metric.kind === 'training' ? schema : measures
    const at = list.indexOf(measureName(metric))
    return (metric.kind === 'training' ? 0 : 1000) + (at < 0 ? 500 : at)
  }
  return [...metrics].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name))
}

/** Whether a curve of it says anything: what a run carries itself does not, nor what it costs. */
export function worthACurve(metric: MetricSummary): boolean {
  return metric.kind === 'training' || ![...ofTheRun, ...[...cost, ...furtherCost].map(([name]) => name)].includes(metric.name)
}
