import type { BoardColumn, MetricSummary } from '@/api/types'
import { measureName } from './columns'

/**
 * Metrics in the order in which one wants to see them: what training reports, as its schema lists it, then the
 * measures in the order of the leaderboard.
 */
export function orderMetrics(
  metrics: MetricSummary[],
  schema: string[],
  measures: BoardColumn[],
): MetricSummary[] {
  const keys = measures.map((column) => column.key)
  const place = (metric: MetricSummary): number => {
    const training = metric.kind === 'training'
    const at = training ? schema.indexOf(metric.name) : keys.indexOf(measureName(metric))
    return (training ? 0 : 1000) + (at < 0 ? 500 : at)
  }
  return [...metrics].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name))
}

/** Whether a curve of it says anything: what a run costs does not, and a leaderboard ends with that. */
export function worthACurve(metric: MetricSummary, measures: BoardColumn[]): boolean {
  if (metric.kind === 'training') return true
  const cost = measures.findIndex((column) => column.key === 'trainSeconds')
  const at = measures.findIndex((column) => column.key === measureName(metric))
  return cost < 0 || at < cost
}

/** What is drawn before somebody chooses. */
export function defaultMetrics(
  metrics: MetricSummary[],
  watched: string[],
  measures: BoardColumn[],
  everyMetric: boolean,
): string[] {
  const worthy = metrics.filter((metric) => worthACurve(metric, measures))
  const names = (list: MetricSummary[]) => list.map((metric) => metric.name)
  // A measure taken once is no curve; the table of measures has it.
  if (everyMetric) return names(worthy.filter((metric) => metric.kind === 'training' || metric.points > 1))
  // What each variant names first, where it has more than a point, then the measures that they share.
  const first = worthy.filter((metric) => metric.points > 1 && watched.includes(metric.name))
  const ordered = [...new Set(watched)].filter((name) => first.some((metric) => metric.name === name))
  const measured = names(worthy.filter((metric) => metric.kind === 'evaluation'))
  return [...new Set([...ordered.slice(0, 4), ...measured.slice(0, 4)])].slice(0, 6)
}
