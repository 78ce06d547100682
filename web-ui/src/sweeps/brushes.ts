import type { SweepRun } from '@/api/types'
import { readQuantity, type Quantity } from './quantities'

/** The part of an axis that runs must pass through, in the values of the axis. */
export interface Brush {
  low: number
  high: number
}

export type Brushes = Record<string, Brush>

/** As it stands in the address: `value:latent~2~8`. */
export function readBrushes(texts: string[]): Brushes {
  const found: Brushes = {}
  for (const text of texts) {
    const [key, low, high] = text.split('~')
    if (key && low && high && Number.isFinite(Number(low)) && Number.isFinite(Number(high)))
      found[key] = { low: Number(low), high: Number(high) }
  }
  return found
}

/** Rounds away from the middle, so that the run at the very end of an axis stays inside. */
export function writeBrushes(brushes: Brushes): string[] {
  return Object.entries(brushes).map(
    ([key, { low, high }]) => `${key}~${rounded(low, -1)}~${rounded(high, 1)}`,
  )
}

function rounded(value: number, up: 1 | -1): number {
  const digits = 5
  const near = Number(value.toPrecision(digits))
  if ((near - value) * up >= 0) return near
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1)
  return Number((near + up * unit).toPrecision(digits))
}

/** Whether a run passes through every brush; one without a value passes through none. */
export function passes(run: SweepRun, quantities: Quantity[], brushes: Brushes): boolean {
  return quantities.every((quantity) => {
    const brush = brushes[quantity.key]
    if (!brush) return true
    const value = readQuantity(run, quantity)
    return value >= brush.low && value <= brush.high
  })
}

/** Where a brush goes with the arrow keys: places from 0 to 1, moved or widened by a tenth. */
export function moveBrush([low, high]: [number, number], up: number, widen: boolean): [number, number] {
  const step = 0.1 * up
  if (widen) {
    const wider = Math.min(1, Math.max(low + 0.02, high + step))
    return [low, wider]
  }
  const by = Math.max(-low, Math.min(1 - high, step))
  return [low + by, high + by]
}

/** The line nearest to a place between axes, given each run's heights at the axes; -1 if none is within reach. */
export function nearestLine(heights: number[][], at: number, height: number, reach: number): number {
  const left = Math.max(0, Math.min(Math.floor(at), (heights[0]?.length ?? 1) - 2))
  const part = Math.min(1, Math.max(0, at - left))
  let best = -1
  let least = reach
  heights.forEach((line, index) => {
    const [from, to] = [line[left]!, line[left + 1] ?? line[left]!]
    const distance = Math.abs(from + part * (to - from) - height)
    if (distance < least) {
      least = distance
      best = index
    }
  })
  return best
}
