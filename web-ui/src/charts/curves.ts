import type { Run, Series } from '@/api/types'
import { toNumber } from '@/format/numbers'
import { join, type Horizontal } from './horizontal'

/** One run's line: columns of equal length in the order of steps. */
export interface Curve {
  run: string
  steps: number[]
  /** Rising, unless it is the value of a metric. */
  x: number[]
  last: number[]
  min: number[]
  max: number[]
  nonFinite: { x: number; value: number }[]
  points: number
  shown: number
}

/** The lines of runs that differ by seed alone, drawn in one hue. */
export interface Bundle {
  key: string
  label: string
  family: string
  rank: number
  curves: Curve[]
}

export interface Band {
  x: number[]
  mean: number[]
  low: number[]
  high: number[]
}

/** A metric over how long one trained. */
export function curveOf(series: Series, x: number[]): Curve {
  return {
    run: series.run,
    steps: series.steps,
    x,
    last: series.last.map(toNumber),
    min: series.min.map(toNumber),
    max: series.max.map(toNumber),
    nonFinite: series.nonFinite.map(({ step, value }) => ({
      x: atStep(series, x, step),
      value: toNumber(value),
    })),
    points: series.points,
    shown: series.steps.length,
  }
}

/** A metric over another of the same run; what each bucket held between its ends has no place here. */
export function pathOf(horizontal: Series, vertical: Series): Curve {
  const { steps, x, y, pairs } = join(horizontal, vertical)
  return {
    run: vertical.run,
    steps,
    x,
    last: y,
    min: y,
    max: y,
    nonFinite: y.flatMap((value, index) => (Number.isFinite(value) ? [] : [{ x: x[index]!, value }])),
    points: pairs,
    shown: steps.length,
  }
}

function atStep(series: Series, x: number[], step: number): number {
  const index = series.steps.findIndex((one) => one >= step)
  return index < 0 ? (x.at(-1) ?? step) : x[index]!
}

/**
 * An exponential moving average without the pull of its start: what has been seen is divided by the weight seen (as
 * Adam does), so that the first value is the first value. Values that are not finite are passed over.
 */
export function smooth(values: number[], weight: number): number[] {
  if (weight <= 0) return values
  let sum = 0
  let seen = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return NaN
    sum = weight * sum + (1 - weight) * value
    seen = weight * seen + (1 - weight)
    return sum / seen
  })
}

/** The value at x between the two nearest points; NaN outside. */
export function valueAt(x: number[], y: number[], at: number): number {
  if (x.length === 0 || at < x[0]! || at > x.at(-1)!) return NaN
  let low = 0
  let high = x.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= at) low = middle
    else high = middle
  }
  const [x0, x1, y0, y1] = [x[low]!, x[high]!, y[low]!, y[high]!]
  if (x1 === x0) return y1
  if (!Number.isFinite(y0) || !Number.isFinite(y1)) return at - x0 < x1 - at ? y0 : y1
  return y0 + ((at - x0) / (x1 - x0)) * (y1 - y0)
}

/** Mean and one deviation on either side, where at least two of the lines have a value. */
export function bandOf(lines: { x: number[]; y: number[] }[], places = 240): Band {
  const band: Band = { x: [], mean: [], low: [], high: [] }
  const ends = lines.filter((line) => line.x.length > 0)
  if (ends.length < 2) return band
  const from = Math.min(...ends.map((line) => line.x[0]!))
  const to = Math.max(...ends.map((line) => line.x.at(-1)!))
  for (let place = 0; place <= places; place++) {
    const at = from + ((to - from) * place) / places
    const values = ends.map((line) => valueAt(line.x, line.y, at)).filter(Number.isFinite)
    if (values.length < 2) continue
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const deviation = Math.sqrt(squares / (values.length - 1))
    band.x.push(at)
    band.mean.push(mean)
    band.low.push(mean - deviation)
    band.high.push(mean + deviation)
  }
  return band
}

/** The index of the last point up to a step; -1 before the first. */
export function indexAtStep(curve: Curve, step: number): number {
  let low = 0
  let high = curve.steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (curve.steps[middle]! <= step) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The range of x where it is the value of a metric. */
export function breadth(curves: Curve[]): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const { x } of curves) {
    for (const value of x) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  if (low > high) return [0, 1]
  const air = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.03
  return [low - air, high + air]
}

/** The range of y: all of what is drawn, with air; on a log axis only what is above 0. */
export function extent(curves: Curve[], logarithmic: boolean): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const curve of curves) {
    for (const values of [curve.last, curve.min, curve.max]) {
      for (const value of values) {
        if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue
        if (value < low) low = value
        if (value > high) high = value
      }
    }
  }
  if (low > high) return logarithmic ? [0.1, 1] : [0, 1]
  if (logarithmic) return low === high ? [low / 2, high * 2] : [low / 1.15, high * 1.15]
  const air = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.06
  return [low - air, high + air]
}

/** How many drawn values a log axis cannot show. */
export function dropped(curves: Curve[]): number {
  return curves.reduce((sum, curve) => sum + curve.last.filter((value) => value <= 0).length, 0)
}

export interface Nearest {
  bundle: Bundle
  curve: Curve
  index: number
}

/** The point nearest to a place in pixels, at most so far away. */
export function nearestPoint(
  bundles: Bundle[],
  toPixel: (x: number, y: number) => [number, number],
  at: [number, number],
  reach: number,
): Nearest | undefined {
  let best: Nearest | undefined
  let least = reach
  for (const bundle of bundles) {
    for (const curve of bundle.curves) {
      curve.x.forEach((x, index) => {
        const [left, top] = toPixel(x, curve.last[index]!)
        const distance = Math.hypot(left - at[0], top - at[1])
        if (distance > least || Number.isNaN(distance)) return
        least = distance
        best = { bundle, curve, index }
      })
    }
  }
  return best
}

/** The steps that a window of the horizontal axis covers, over all runs; the server is asked by steps. */
export function stepsAsked(
  runs: Run[],
  horizontal: Horizontal,
  [start, end]: [number, number],
  epochsOfStep: (run: Run) => number,
): { from?: number; to?: number } {
  if (horizontal.kind === 'metric') return {}
  let from = Infinity
  let to = 0
  for (const run of runs) {
    const perUnit =
      horizontal.kind === 'time'
        ? (run.step * 1000) / run.trainMillis
        : horizontal.kind === 'epoch'
          ? 1 / epochsOfStep(run)
          : 1
    if (!Number.isFinite(perUnit)) continue
    from = Math.min(from, Math.floor(start * perUnit))
    to = Math.max(to, Math.ceil(end * perUnit))
  }
  return from <= to ? { from: Math.max(0, from), to } : {}
}
