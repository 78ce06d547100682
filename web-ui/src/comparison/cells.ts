import type { Leaderboard, LeaderboardCell, LeaderboardColumn } from '@/api/types'
import { columnFormat, count, toNumber } from '@/format/numbers'
import { duration } from '@/format/times'
import { isDuration } from './columns'
import type { Group } from './groups'

/** Looks up what the server says of groups. */
export function boardLookup(board: Leaderboard | undefined) {
  const rows = new Map(board?.rows.map((row) => [row.group, row]))
  const row = (group: Group) => rows.get(group.runs[0]?.group ?? '')
  const cell = (group: Group, column: LeaderboardColumn): LeaderboardCell | undefined =>
    row(group)?.cells[column.key]
  const mean = (group: Group, column: LeaderboardColumn): number => {
    const found = cell(group, column)
    return found && found.n > 0 ? toNumber(found.mean) : NaN
  }
  /** By what a halving sweep let its runs train to the end; empty where none did. */
  const keptBy = (group: Group): string => row(group)?.keptBy ?? ''
  /** Why the row is not what it seems: other setup, runs that do not count. */
  const caution = (group: Group): string => {
    const found = row(group)
    if (!found) return ''
    return [
      ...found.differences.map((one) => `other setup: ${one}`),
      ...found.leftOut.map((one) => `seed ${one.seed} does not count: ${one.why}`),
    ].join('\n')
  }
  return { cell, mean, keptBy, caution }
}

/** How a column's numbers are written, the same for all its cells. */
export function cellFormat(
  column: LeaderboardColumn,
  values: number[],
  several: boolean,
): (value: number) => string {
  if (isDuration(column)) {
    const toMillis = column.unit === 's' ? 1000 : 1
    return (value) => duration(value * toMillis)
  }
  if (column.key === 'parameters') return count
  return columnFormat(values, several)
}

/** The unit in the head; durations carry theirs in the cell. */
export const unitOf = (column: LeaderboardColumn): string => (isDuration(column) ? '' : column.unit)
