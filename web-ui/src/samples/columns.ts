import type { DataSet } from '@/api/types'

// Tables: vectors whose coordinates somebody named, or which are too many or too few for the plane.

/** How rows of a table are looked at. */
export type Look = 'plane' | 'histograms' | 'rows'

/** What the coordinates are called: as the table says, else x and y in the plane, else x1, x2, x3 … */
export function columnNames(columns: string[] | undefined, dimensions: number): string[] {
  if (columns?.length === dimensions) return columns
  if (dimensions <= 2) return ['x', 'y'].slice(0, dimensions)
  return Array.from({ length: dimensions }, (_, index) => `x${index + 1}`)
}

/** Whether vectors are shown as rows of a table; points of the plane are, once somebody has named their coordinates. */
export function isTable(dimensions: number, set?: Pick<DataSet, 'kind' | 'columns'>): boolean {
  return dimensions !== 2 || (set?.kind === 'vector' && set.columns.length === 2)
}

/** The names of a data set's columns if its examples are rows of a table. */
export function tableNames(
  set: Pick<DataSet, 'kind' | 'columns' | 'shape'> | undefined,
): string[] | undefined {
  if (set?.kind !== 'vector' || !isTable(set.shape[0]!, set)) return undefined
  return columnNames(set.columns, set.shape[0]!)
}

/** Two coordinates of each point, as points of their own. */
export function plane(values: ArrayLike<number>, dimensions: number, x: number, y: number): Float32Array {
  const points = new Float32Array((values.length / dimensions) * 2)
  for (let i = 0; i * dimensions < values.length; i++) {
    points[2 * i] = values[i * dimensions + x]!
    points[2 * i + 1] = dimensions === 1 ? 0 : values[i * dimensions + y]!
  }
  return points
}

/** The two columns that are meant, or the first two where these are not there. */
export function twoColumns(wanted: string[], dimensions: number): [number, number] {
  const [x = 0, y = 1] = wanted.map(Number)
  const there = (index: number) => Number.isInteger(index) && index >= 0 && index < dimensions
  return there(x) && there(y) ? [x, y] : [0, Math.min(1, dimensions - 1)]
}

/** One coordinate of all points. */
export function column(values: ArrayLike<number>, dimensions: number, index: number): number[] {
  return Array.from(
    { length: Math.floor(values.length / dimensions) },
    (_, i) => values[i * dimensions + index]!,
  )
}

/** Values that were standardised by column, in the units of the table again. */
export function inUnits(
  values: ArrayLike<number>,
  columns: { mean: number; standardDeviation: number }[],
): Float32Array {
  const restored = new Float32Array(values.length)
  for (let i = 0; i < restored.length; i++) {
    const { mean, standardDeviation } = columns[i % columns.length]!
    // What does not vary was not divided; the border is that of the preparation.
    const varies = standardDeviation > 1e-6 * Math.max(1, Math.abs(mean))
    restored[i] = mean + values[i]! * (varies ? standardDeviation : 1)
  }
  return restored
}

export interface ColumnCounts {
  from: number
  to: number
  /** Shares of the bins, from 0 to 1. */
  real: number[]
  drawn: number[]
  /** How many drawn values lie beyond the bins, or are no numbers. */
  beyond: number
}

/**
 * Real and drawn values of one column in the same bins. They reach a quarter as far again as the real ones at either end:
 * panels over the same real values have one scale, and far values of a poor model do not squeeze all others into one bin.
 */
export function columnCounts(real: number[], drawn: number[], bins: number): ColumnCounts {
  const background = (real.length > 0 ? real : drawn).filter(Number.isFinite)
  const [least, most] = background.length > 0 ? [Math.min(...background), Math.max(...background)] : [0, 0]
  const air = (most - least) / 4 || 0.5
  const [from, to] = [least - air, most + air]
  const shares = (values: number[]) => {
    const counts = new Array<number>(bins).fill(0)
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins))
      if (value >= from && value <= to) counts[bin]!++
    }
    return counts.map((count) => count / Math.max(1, values.length))
  }
  const beyond = drawn.filter((value) => !(value >= from && value <= to)).length
  return { from, to, real: shares(real), drawn: shares(drawn), beyond }
}
