import type { Kind } from '@/api/types'

/** How many examples stand on a page. */
export function perPage(kind: Kind, shape: number[]): number {
  // Points of the plane are a cloud; of wide tables the numbers of a few hundred rows are plenty to send.
  if (kind === 'vector') return Math.min(4096, Math.max(50, Math.floor(100_000 / (shape[0] ?? 1) / 50) * 50))
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
