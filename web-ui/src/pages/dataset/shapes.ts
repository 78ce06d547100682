import type { DataSet } from '@/api/types'

const picture = ([height, width, channels]: number[]) =>
  `${height} × ${width} ${channels === 1 ? 'grey' : 'colour'}`

/** What one example is, for people. */
export function shapeInWords(set: Pick<DataSet, 'kind' | 'shape' | 'eightBit'>): string {
  const depth = set.eightBit ? ', 8 bit' : ''
  const kind: string = set.kind
  if (kind === 'image') return picture(set.shape) + depth
  if (kind === 'pair') return `${picture(set.shape)} → ${picture(set.shape.slice(3))}${depth}`
  if (kind === 'unpaired') return `${picture(set.shape)} and ${picture(set.shape.slice(3))}${depth}`
  if (kind === 'sequence') return `up to ${set.shape[0]} × ${set.shape[1]}`
  return set.shape[0] === 1 ? '1 number' : `${set.shape[0]} numbers`
}
