import type { LeaderboardCell, LeaderboardColumn } from '@/api/types'
import { contextLines, ratioLine } from '@/format/context'
import { short, toNumber } from '@/format/numbers'

const certainty = {
  exact: 'exact',
  lower_bound: 'a bound: the true value is no worse',
  estimate: 'an estimate',
}
const verdicts = {
  different: 'more than chance explains',
  not_told_apart: 'not told from nothing at 5 %',
  too_few_seeds: 'so few seeds cannot tell',
  untested: 'nobody knows whether by chance',
}

/** Half of an interval, part by part: what training again would change, and what measuring again would. */
function parts({ seeds, evaluation }: NonNullable<LeaderboardCell['interval']>): string {
  const told: string[] = []
  if (seeds !== undefined) told.push(`seeds ±${short(seeds, 3)}`)
  if (evaluation !== undefined) told.push(`evaluation ±${short(evaluation, 3)}`)
  return told.length > 0 ? `: ${told.join(', ')}` : ''
}

/** All that is known of a group's number, a line each. */
export function cellTitle(column: LeaderboardColumn, cell: LeaderboardCell): string {
  const text = (value: number, digits = 5) => short(value, digits)
  const lines: string[] = []
  if (cell.n > 0) lines.push(`${column.title}: ${text(toNumber(cell.mean), 8)} ${column.unit}`)
  if (cell.standardDeviation !== undefined)
    lines.push(`mean of ${cell.n} seeds, deviation ${text(cell.standardDeviation, 4)}`)
  if (cell.interval)
    lines.push(
      `95 % interval ${text(cell.interval.low)} to ${text(cell.interval.high)}${parts(cell.interval)} (${cell.interval.how})`,
    )
  if (cell.unknown && column.direction !== 'neither') lines.push(cell.unknown)
  if (cell.n > 1 && cell.best && cell.worst && column.direction !== 'neither')
    lines.push(
      `best ${text(toNumber(cell.best.value))} (seed ${cell.best.seed}), worst ${text(toNumber(cell.worst.value))} (seed ${cell.worst.seed})`,
    )
  if (cell.values.length > 1)
    lines.push(`each: ${cell.values.map((one) => text(toNumber(one.value))).join('  ')}`)
  if (cell.standingWhy) lines.push(cell.standingWhy)
  if (cell.apart) lines.push(`not ranked: ${cell.apart}`)
  if (cell.delta) {
    const p = cell.delta.pValue === undefined ? '' : `, p = ${short(cell.delta.pValue, 2)}`
    lines.push(
      `${text(cell.delta.difference)} from the baseline: ${cell.delta.incomparable ?? verdicts[cell.delta.verdict]} (${cell.delta.how}${p})`,
    )
  }
  if (cell.exactness) lines.push(certainty[cell.exactness])
  lines.push(...contextLines(cell.context))
  if (cell.ratioToCeiling !== undefined) lines.push(ratioLine(cell.ratioToCeiling))
  if (cell.detail) lines.push(cell.detail)
  return lines.join('\n')
}
