import type { DataSet } from '@/api/types'

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
