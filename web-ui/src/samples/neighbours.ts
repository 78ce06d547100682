import type { Neighbours } from '@/api/types'
import { toNumber } from '@/format/numbers'

/** What the distance of a sample to its nearest training example says; empty where it is usual. */
export function nearness(neighbours: Neighbours, row: number): string {
  const nearest = toNumber(neighbours.distances[row]?.[0] ?? 'NaN')
  if (nearest === 0) return 'a copy'
  return nearest < toNumber(neighbours.usualLow) ? 'nearer than 95 % of test examples' : ''
}

/** How many of the rows shown are nearer than 95 % of the test examples. */
export function nearRows(neighbours: Neighbours): number {
  return neighbours.distances.filter((_, row) => nearness(neighbours, row) !== '').length
}
