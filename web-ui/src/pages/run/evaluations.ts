import type { LeaderboardColumn, Evaluation, MetricSummary, Run } from '@/api/types'
import { orderMetrics } from '@/comparison/curveMetrics'
import { valueText } from '@/comparison/groups'
import { short, toNumber, whole } from '@/format/numbers'

const names: Record<string, string> = {
  evaluationSamples: 'samples',
  testExamples: 'test examples',
  noiseSeed: 'noise seed',
}

/** What it stands on and in what that is not the run's own evaluation, a line each. */
export function setupLines(evaluation: Evaluation, samplerTitle: string): string[] {
  const settings = Object.entries(evaluation.settings).map(([name, value]) => `${name} ${valueText(value)}`)
  const changes = evaluation.changed.map(
    ({ name, own, taken }) => `${names[name] ?? name} ${whole(taken)} instead of ${whole(own)}`,
  )
  const sampler = [samplerTitle, ...settings].filter(Boolean).join(', ')
  return [sampler, ...(changes.length > 0 ? changes : ["the experiment's protocol"])].filter(Boolean)
}

export interface EvaluationRow {
  name: string
  title: string
  unit: string
  direction: MetricSummary['direction']
  own?: MetricSummary
  /** By evaluation; absent where it did not measure this. */
  again: (Evaluation['measurements'][number] | undefined)[]
}

/** A row for each measure of the run or of an evaluation, those of the run first. */
export function evaluationRows(
  run: Run,
  evaluations: Evaluation[],
  measures: LeaderboardColumn[],
): EvaluationRow[] {
  const rows = new Map<string, EvaluationRow>()
  const measured = run.metrics.filter((metric) => metric.kind === 'evaluation')
  for (const own of orderMetrics(measured, [], measures)) {
    const { name, title, unit, direction } = own
    rows.set(name, { name, title, unit, direction, own, again: evaluations.map(() => undefined) })
  }
  evaluations.forEach((evaluation, index) => {
    for (const measurement of evaluation.measurements) {
      const { name, title, unit, direction } = measurement.metric
      const row = rows.get(name) ?? { name, title, unit, direction, again: evaluations.map(() => undefined) }
      row.again[index] = measurement
      rows.set(name, row)
    }
  })
  return [...rows.values()].filter((row) => row.again.some((each) => each !== undefined))
}

/** How far a value is from the run's own; `same` where it is that very number, empty where one is missing. */
export function differenceText(row: EvaluationRow, index: number): string {
  const own = row.own && toNumber(row.own.last)
  const again = row.again[index] && toNumber(row.again[index].value)
  if (own === undefined || again === undefined) return ''
  if (Object.is(own, again)) return 'same'
  const difference = again - own
  return Number.isFinite(difference) ? `${difference > 0 ? '+' : ''}${short(difference, 2)}` : 'differs'
}
