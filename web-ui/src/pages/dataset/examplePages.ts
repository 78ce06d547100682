import type { Examples, Kind } from '@/api/types'

/** Values as one list, however deeply the server nests them. */
export function flatValues(examples: Examples | undefined): Float32Array | undefined {
  return examples ? Float32Array.from((examples.values as unknown[]).flat(8) as number[]) : undefined
}

/** How many examples stand on a page. */
export function perPage(kind: Kind, shape: number[]): number {
  if (kind === 'vector') return 4096
  if (kind === 'sequence') return 64
  const [height = 1, width = 1] = shape
  const area = height * width
  if (kind === 'pair') return area <= 32 * 32 ? 60 : 12
  return area <= 32 * 32 ? 120 : area <= 64 * 64 ? 60 : 24
}

/** Where a page of `size` begins that holds a random one of `total` examples. */
export function randomOffset(total: number, size: number, random: number): number {
  const pages = Math.max(1, Math.ceil(total / size))
  return Math.min(pages - 1, Math.floor(random * pages)) * size
}

/** Two coordinates of each point, as points of their own. */
export function plane(values: Float32Array, dimensions: number, x: number, y: number): Float32Array {
  const points = new Float32Array((values.length / dimensions) * 2)
  for (let i = 0; i * dimensions < values.length; i++) {
    points[2 * i] = values[i * dimensions + x]!
    points[2 * i + 1] = dimensions === 1 ? 0 : values[i * dimensions + y]!
  }
  return points
}

const size = (shape: number[]) => shape.reduce((product, length) => product * length, 1)

/** The sources and the targets of pairs, which lie one after the other in each example. */
export function halves(
  values: Float32Array,
  source: number[],
  target: number[],
): [Float32Array, Float32Array] {
  const [first, second] = [size(source), size(target)]
  const count = Math.floor(values.length / (first + second))
  const sources = new Float32Array(count * first)
  const targets = new Float32Array(count * second)
  for (let i = 0; i < count; i++) {
    const at = i * (first + second)
    sources.set(values.subarray(at, at + first), i * first)
    targets.set(values.subarray(at + first, at + first + second), i * second)
  }
  return [sources, targets]
}
