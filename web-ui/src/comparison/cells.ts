import { columnFormat, count } from '@/format/numbers'
import { duration } from '@/format/times'
import type { Column } from './columns'
import { statistics, type Group } from './groups'

/** How a column's numbers are written, the same for all its cells. */
export function cellFormat(groups: Group[], column: Column): (value: number) => string {
  if (column.isDuration) {
    const toMillis = column.unit === 's' ? 1000 : 1
    return (value) => duration(value * toMillis)
  }
  if (column.key === 'parameters') return count
  const values = groups.map((group) => statistics(group.runs.map(column.read)).mean)
  return columnFormat(
    values,
    groups.some((group) => group.runs.length > 1),
  )
}

/** The unit in the head; durations carry theirs in the cell. */
export const unitOf = (column: Column): string => (column.isDuration ? '' : column.unit)
