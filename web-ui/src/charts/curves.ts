import type { Run, Series } from '@/api/types'
import { toNumber } from '@/format/numbers'

/** One run's line: columns of equal length in rising order of x. */
export interface Curve {
  run: string
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

export function curveOf(series: Series, byTime: boolean): Curve {
  const x = byTime ? series.trainMillis.map((millis) => millis / 1000) : series.steps
  return {
    run: series.run,
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

/** The steps that a window of training time covers, over all runs; the server is asked by steps. */
export function stepsOfTime(runs: Run[], fromSeconds: number, toSeconds: number): [number, number] {
  let from = Infinity
  let to = 0
  for (const run of runs) {
    if (run.trainMillis <= 0) continue
    const perSecond = (run.step * 1000) / run.trainMillis
    from = Math.min(from, Math.floor(fromSeconds * perSecond))
    to = Math.max(to, Math.ceil(toSeconds * perSecond))
  }
  return from <= to ? [Math.max(0, from), to] : [0, Number.MAX_SAFE_INTEGER]
}
