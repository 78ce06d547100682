import type { DataSet, SampleSet, ValueRange } from '@/api/types'

/** An example, or half of a pair, as it is to be shown. */
export interface Part {
  shape: number[]
  /** Where zero and full brightness of an image lie; levels go from 0 to 255. */
  range: ValueRange | 'levels'
  /** Names of the symbols of a sequence. */
  symbols: string[]
}

const sizeOf = (shape: number[]) => shape.reduce((product, length) => product * length, 1)
const isImage = (shape: number[]) => shape.length === 3

/** Whether examples are images or pairs of them, which are shown in a grid. */
export const setShowsImages = (set?: SampleSet) => set?.parts.every(({ shape }) => isImage(shape)) ?? false

/** Whether halves of different kinds, or that are no images, stand in one example. */
export const setIsMixed = (set?: SampleSet) => (set?.parts.length ?? 0) > 1 && !setShowsImages(set)

export const setShowsSequences = (set?: SampleSet) =>
  set?.parts.length === 1 && set.parts[0]!.shape.length === 2

/** The halves of a sample set, with the alphabets of its data. */
export const partsOfSet = (set: SampleSet, data?: DataSet): Part[] =>
  set.parts.map((part, i) => ({ ...part, symbols: data?.halves[i]?.symbols ?? [] }))

/** The halves of the examples of a data set as they are stored. */
export const partsOfData = ({ halves }: DataSet): Part[] =>
  halves.map(({ shape, eightBit, symbols }) => ({ shape, range: eightBit ? 'levels' : 'real', symbols }))

export const mixed = ({ kind, eightBit }: Pick<DataSet, 'kind' | 'eightBit'>) => kind === 'pair' && !eightBit

/** The values of each half of one example. */
export function valuesOfParts(values: Float32Array, parts: Part[], index: number): Float32Array[] {
  let from = index * parts.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  return parts.map(({ shape }) => {
    const found = values.subarray(from, from + sizeOf(shape))
    from += sizeOf(shape)
    return found
  })
}

const levelOf = (value: number, range: Part['range']) =>
  range === 'levels' ? value : 255 * (range === 'symmetric' ? (value + 1) / 2 : value)

/** Values of an image as levels from 0 to 255. */
export const levels = (values: Float32Array, range: Part['range']): Float32Array =>
  values.map((value) => levelOf(value, range))

/** The same of images, or pairs of them, each half by its own range. */
export function levelsOfSet({ parts }: SampleSet, values: Float32Array): Float32Array {
  const ranges = parts.flatMap(({ shape, range }) => new Array<ValueRange>(sizeOf(shape)).fill(range))
  return values.map((value, i) => levelOf(value, ranges[i % ranges.length]!))
}
