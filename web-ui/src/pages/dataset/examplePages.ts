import type { Examples, Kind } from '@/api/types'

/** Values as one list, however deeply the server nests them. */
export function flatValues(examples: Examples | undefined): Float32Array | undefined {
  return examples ? Float32Array.from((examples.values as unknown[]).flat(8) as number[]) : undefined
}

/** How many examples stand on a page. */
export function perPage(kind: Kind, shape: number[]): number {
  if (kind === 'vector') return 4096
  const [height = 1, width = 1] = shape
  const area = height * width
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
