import type { Board, BoardCell } from '@/api/types'
import { columnFormat, count, toNumber } from '@/format/numbers'
import { duration } from '@/format/times'
import type { Column } from './columns'
import type { Group } from './groups'

/** The server's key of a column; it counts training time in seconds. */
export const boardKey = (column: Column): string =>
  column.key === 'trainMillis' ? 'trainSeconds' : column.key.replace(/^metric:/, '')

/** What a number of the server's is in the unit of the column. */
export const boardScale = (column: Column): number => (column.key === 'trainMillis' ? 1000 : 1)

/** Looks up what the server says of groups. */
export function boardLookup(board: Board | undefined) {
  const rows = new Map(board?.rows.map((row) => [row.group, row]))
  const row = (group: Group) => rows.get(group.runs[0]?.group ?? '')
  const cell = (group: Group, column: Column): BoardCell | undefined => row(group)?.cells[boardKey(column)]
  const mean = (group: Group, column: Column): number => {
    const found = cell(group, column)
    return found && found.n > 0 ? toNumber(found.mean) * boardScale(column) : NaN
  }
  return { row, cell, mean }
}

/** How a column's numbers are written, the same for all its cells. */
export function cellFormat(column: Column, values: number[], several: boolean): (value: number) => string {
  if (column.isDuration) {
    const toMillis = column.unit === 's' ? 1000 : 1
    return (value) => duration(value * toMillis)
  }
  if (column.key === 'parameters') return count
  return columnFormat(values, several)
}

/** The unit in the head; durations carry theirs in the cell. */
export const unitOf = (column: Column): string => (column.isDuration ? '' : column.unit)
