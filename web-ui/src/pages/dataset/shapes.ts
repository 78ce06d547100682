import type { DataSet, HalfOfSet } from '@/api/types'
import { columnNames } from '@/samples/columns'

const picture = ([height, width, channels]: number[]) =>
  `${height} × ${width} ${channels === 1 ? 'grey' : 'colour'}`

type Shaped = Pick<DataSet, 'kind' | 'shape' | 'eightBit' | 'symbols'>

/** What one example is, for people. */
export function shapeInWords(set: Shaped & Pick<DataSet, 'aligned' | 'halves'>): string {
  const words =
    set.kind === 'pair' ? set.halves.map(wholeInWords).join(set.aligned ? ' → ' : ' and ') : wholeInWords(set)
  return words + (set.eightBit ? ', 8 bit' : '')
}

function wholeInWords({ kind, shape, symbols }: Shaped | HalfOfSet): string {
  if (kind === 'image') return picture(shape)
  if (kind === 'sequence') {
    const what = symbols.length > 0 ? `symbols out of ${symbols.length}` : `× ${shape[1]} numbers`
    return `up to ${shape[0]} ${what}`
  }
  return shape[0] === 1 ? '1 number' : `${shape[0]} numbers`
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
