import type { Exactness, LeaderboardColumn, MetricSummary, Reading, Run } from '@/api/types'
import { referenceOf } from '@/format/context'
import { toNumber } from '@/format/numbers'

// Which columns there are, in which order, and which of them are headlines is the server's word alone.

const certainty: Exactness[] = ['exact', 'estimate', 'lower_bound']

/** Exact values, bounds and estimates of one likelihood are one measure, under the name of the exact one. */
export function measureName(metric: MetricSummary): string {
  return metric.exactness ? metric.name.replace(/(Bound|Estimate)$/, '') : metric.name
}

/** What a column is of: a quantity, and of a likelihood what it is taken with respect to where there are several. */
export type Of = Pick<LeaderboardColumn, 'key' | 'quantity' | 'reference'>

/** The summary that a run's cell is read from; of several of one likelihood the surest. */
export function measureOf(run: Run, { key, quantity, reference }: Of): MetricSummary | undefined {
  const found = (run.metrics ?? []).filter(
    (metric) =>
      metric.kind === 'evaluation' &&
      measureName(metric) === quantity &&
      (key === quantity || referenceOf(metric.context) === reference),
  )
  return found.sort(
    (a, b) => certainty.indexOf(a.exactness ?? 'exact') - certainty.indexOf(b.exactness ?? 'exact'),
  )[0]
}

/** The number of a single run in a column. A run carries its cost itself, from its first step on. */
export function readRun(run: Run, column: LeaderboardColumn, reading: Reading): number {
  if (column.key === 'trainSeconds') return run.trainMillis > 0 ? run.trainMillis / 1000 : NaN
  if (column.key === 'parameters') return run.parameters > 0 ? run.parameters : NaN
  const metric = measureOf(run, column)
  if (!metric) return NaN
  if (reading === 'last' || metric.direction === 'neither' || chosenOnValidation(run, metric))
    return toNumber(metric.last)
  const best = toNumber(metric.direction === 'lower' ? metric.min : metric.max)
  return Number.isNaN(best) ? toNumber(metric.last) : best
}

/** Where validation chooses, the value on test is the last one. */
const chosenOnValidation = (run: Run, { name }: MetricSummary): boolean =>
  (run.metrics ?? []).some((metric) => metric.name === `validation/${name}`)

export const isDuration = (column: LeaderboardColumn): boolean => column.unit === 's' || column.unit === 'ms'
