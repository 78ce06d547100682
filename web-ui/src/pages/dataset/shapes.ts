import type { DataSet } from '@/api/types'
import { columnNames } from '@/samples/columns'

const picture = ([height, width, channels]: number[]) =>
  `${height} × ${width} ${channels === 1 ? 'grey' : 'colour'}`

/** What one example is, for people. */
export function shapeInWords(set: Pick<DataSet, 'kind' | 'shape' | 'eightBit' | 'symbols'>): string {
  const depth = set.eightBit ? ', 8 bit' : ''
  const { kind } = set
  if (kind === 'image') return picture(set.shape) + depth
  if (kind === 'pair') return `${picture(set.shape)} → ${picture(set.shape.slice(3))}${depth}`
  if (kind === 'unpaired') return `${picture(set.shape)} and ${picture(set.shape.slice(3))}${depth}`
  if (kind === 'sequence') {
    const what = set.symbols.length > 0 ? `symbols out of ${set.symbols.length}` : `× ${set.shape[1]} numbers`
    return `up to ${set.shape[0]} ${what}`
  }
  return set.shape[0] === 1 ? '1 number' : `${set.shape[0]} numbers`
}

/** Where the names of the columns come from. */
export function columnsInWords({
  columns,
  shape,
  origin,
}: Pick<DataSet, 'columns' | 'shape' | 'origin'>): string {
  if (columns.length > 0) return 'named by the table'
  const names = columnNames(columns, shape[0] ?? 1)
  const shown = names.length > 3 ? `${names[0]}, ${names[1]}, …` : names.join(', ')
  return origin === 'imported' ? `${shown}: the file names none` : shown
}
