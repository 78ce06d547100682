import type { Distribution, Spread } from '@/api/types'

const total = (spread: Spread) =>
  spread.counts.reduce((sum, count) => sum + count, 0) + spread.below + spread.above

/** The share of values in each bin, from 0 to 1; zeros where a split has no values. */
export function shares(spread: Spread): number[] {
  const all = total(spread)
  return spread.counts.map((count) => (all === 0 ? 0 : count / all))
}

/** The same with fewer bins, as long as a bin of training examples would hold a handful of them at most. */
export function coarsened(distribution: Distribution): Distribution {
  const { counts } = distribution.train
  const fewest = 16
  if (distribution.names.length > 0 || counts.length % 2 === 1 || counts.length / 2 < fewest)
    return distribution
  if (total(distribution.train) >= 8 * counts.length) return distribution
  const halved = (spread: Spread): Spread => ({
    ...spread,
    counts: counts
      .slice(counts.length / 2)
      .map((_, bin) => spread.counts[2 * bin]! + spread.counts[2 * bin + 1]!),
  })
  return coarsened({ ...distribution, train: halved(distribution.train), test: halved(distribution.test) })
}

/** How many values lie beyond the bins. */
export const beyond = ({ train, test }: Distribution) => train.below + train.above + test.below + test.above

/** A share as a height from 0 to 1; on a log scale, four decades fill the height. */
export function height(share: number, most: number, log: boolean): number {
  if (share <= 0 || most <= 0) return 0
  return log ? Math.max(0.02, 1 + Math.log10(share / most) / 4) : share / most
}

/** A stepped outline over bins of width 1, for a box of height 1 that grows downwards. */
export function outline(heights: number[]): string {
  return heights.map((top, bin) => `${bin === 0 ? 'M' : 'L'}${bin} ${1 - top}H${bin + 1}`).join('')
}

/** The same, closed along the background. */
export function area(heights: number[]): string {
  return `M0 1${heights.map((top, bin) => `L${bin} ${1 - top}H${bin + 1}`).join('')}V1Z`
}

/** The bin's edges. */
export function edges({ from, to, train }: Distribution, bin: number): [number, number] {
  const width = (to - from) / train.counts.length
  return [from + bin * width, from + (bin + 1) * width]
}
