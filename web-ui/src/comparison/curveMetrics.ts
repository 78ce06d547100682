import type { LeaderboardColumn, MetricSummary } from '@/api/types'
import { measureName } from './columns'

/**
 * Metrics in the order in which one wants to see them: what training reports, as its schema lists it, then the
 * measures in the order of the leaderboard.
 */
export function orderMetrics(
  metrics: MetricSummary[],
  schema: string[],
  measures: LeaderboardColumn[],
): MetricSummary[] {
  const quantities = measures.map((column) => column.quantity)
  const place = (metric: MetricSummary): number => {
    const training = metric.kind === 'training'
    const at = training ? schema.indexOf(metric.name) : quantities.indexOf(withoutSplit(measureName(metric)))
    return (training ? 0 : 1000) + (at < 0 ? 500 : at)
  }
  return [...metrics].sort((a, b) => place(a) - place(b) || a.key.localeCompare(b.key))
}

const onValidation = 'validation/'
const withoutSplit = (name: string) =>
  name.startsWith(onValidation) ? name.slice(onValidation.length) : name

/** Whether a curve of it says anything: what a run costs does not, and a leaderboard ends with that. */
export function worthACurve(metric: MetricSummary, measures: LeaderboardColumn[]): boolean {
  if (metric.kind === 'training') return true
  const cost = measures.findIndex((column) => column.key === 'trainSeconds')
  const at = measures.findIndex((column) => column.quantity === measureName(metric))
  return cost < 0 || at < cost
}

/** The keys of what the address names: a key, or a name that stands for all of its keys. */
export function keysMeant(metrics: MetricSummary[], named: string[]): string[] {
  const meant = named.flatMap((text) => {
    const exact = metrics.filter((metric) => metric.key === text)
    return exact.length > 0 ? exact : metrics.filter((metric) => metric.name === text)
  })
  return [...new Set(meant.map((metric) => metric.key))]
}

/** Whose a metric is, by key, where another is called the same and only that tells them apart. */
export function ownersOf(
  metrics: MetricSummary[],
  familiesOf: (key: string) => string[],
): Map<string, string> {
  const alike = (one: MetricSummary, other: MetricSummary) =>
    one.key !== other.key && (one.name === other.name || one.title === other.title)
  return new Map(
    metrics
      .filter((metric) => metrics.some((other) => alike(metric, other)))
      .map((metric) => [
        metric.key,
        metric.kind === 'evaluation' ? 'measured' : familiesOf(metric.key).join(', '),
      ]),
  )
}

/** What is drawn before somebody chooses, by key. */
export function defaultMetrics(
  metrics: MetricSummary[],
  watched: string[],
  measures: LeaderboardColumn[],
  everyMetric: boolean,
): string[] {
  const worthy = metrics.filter((metric) => worthACurve(metric, measures))
  const keys = (list: MetricSummary[]) => list.map((metric) => metric.key)
  // A measure taken once is no curve; the table of measures has it.
  if (everyMetric) return keys(worthy.filter((metric) => metric.kind === 'training' || metric.points > 1))
  // What each variant names first, where it has more than a point, then the measures that they share.
  const first = worthy.filter((metric) => metric.points > 1 && watched.includes(metric.key))
  const ordered = [...new Set(watched)].filter((key) => first.some((metric) => metric.key === key))
  // Where an experiment validates, that is the history; on test there is one value, at the end.
  const validated = new Set(metrics.map((metric) => metric.name))
  const measured = keys(
    worthy.filter((metric) => metric.kind === 'evaluation' && !validated.has(onValidation + metric.name)),
  )
  return [...new Set([...ordered.slice(0, 4), ...measured.slice(0, 4)])].slice(0, 6)
}
