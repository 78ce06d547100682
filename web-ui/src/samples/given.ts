import { lengthsOf } from './sequences'

// The layout `given`: each row is what was known of an example (what was not is no number), draws of the rest, the whole.

/** Columns that belong together, under one head. */
export interface Group {
  title: string
  columns: number
}

/** The heads of rows of so many columns. */
export const groupsOf = (columns: number): Group[] => [
  { title: 'given', columns: 1 },
  { title: 'drawn', columns: columns - 2 },
  { title: 'whole', columns: 1 },
]

/** What the example at an index of a row is. */
export const roleOf = (index: number, columns: number) =>
  index % columns === 0 ? 'given' : index % columns === columns - 1 ? 'whole' : 'drawn'

/** The draws alone. */
export function drawsOf(values: Float32Array, size: number, columns: number): Float32Array {
  const isDraw = (_: number, at: number) => roleOf(Math.floor(at / size), columns) === 'drawn'
  return values.filter(isDraw)
}

/**
 * How long sequences in rows are. Of what is given, elements that are not known are no end: where something is known beyond
 * them the length was told, and is that of the whole; where nothing is, the length is open and reaches as far as any.
 */
export function lengthsOfRows(
  values: ArrayLike<number>,
  [longest = 1, width = 1]: number[],
  count: number,
  columns: number,
): number[] {
  const lengths = lengthsOf(values, [longest, width], count)
  for (let from = 0; from + columns <= lengths.length; from += columns) {
    const known = (t: number) => !Number.isNaN(values[(from * longest + t) * width]!)
    let beyond = false
    for (let t = lengths[from]! + 1; t < longest && !beyond; t++) beyond = known(t)
    lengths[from] = beyond ? lengths[from + columns - 1]! : longest
  }
  return lengths
}
