import type { SeriesRange } from '@/api/client'
import type { Run, Series } from '@/api/types'
import { toNumber, whole } from '@/format/numbers'
import { join, type Horizontal, type Joined } from './horizontal'

/** One run's line: columns of equal length in the order of steps. */
export interface Curve {
  run: string
  seed: number
  steps: number[]
  /** How long one had trained at each point, in the unit of the slider. */
  moments: number[]
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
export function curveOf(series: Series, x: number[], seed = 0): Curve {
  return {
    run: series.run,
    seed,
    steps: series.steps,
    moments: x,
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
export function pathOf(
  horizontal: Series,
  vertical: Series,
  moments: (joined: Joined) => number[] = (joined) => joined.steps,
  seed = 0,
): Curve {
  const joined = join(horizontal, vertical)
  const { steps, x, y, pairs } = joined
  return {
    run: vertical.run,
    seed,
    steps,
    moments: moments(joined),
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

/**
 * The place of a line at x between the two nearest points; NaN outside. It is where a line is drawn, not what was measured:
 * no number that people read comes from here.
 */
export function valueAt(x: number[], y: number[], at: number): number {
  const low = indexUpTo(x, at)
  if (low < 0 || at > x.at(-1)!) return NaN
  if (x[low] === at) return y[low]!
  const [x0, x1, y0, y1] = [x[low]!, x[low + 1]!, y[low]!, y[low + 1]!]
  if (!Number.isFinite(y0) || !Number.isFinite(y1)) return at - x0 < x1 - at ? y0 : y1
  return y0 + ((at - x0) / (x1 - x0)) * (y1 - y0)
}

const mostPlaces = 500

/**
 * Mean and one deviation on either side, where at least two of the lines have a value, at the points of the lines. Where
 * a line ends or fails, the mean of the others is another mean: there is a gap before it.
 */
export function bandOf(lines: { x: number[]; y: number[] }[]): Band {
  const band: Band = { x: [], mean: [], low: [], high: [] }
  const all = [...new Set(lines.flatMap((line) => line.x))].sort((a, b) => a - b)
  const every = Math.max(1, Math.ceil(all.length / mostPlaces))
  const push = (x: number, mean: number, deviation: number) => {
    band.x.push(x)
    band.mean.push(mean)
    band.low.push(mean - deviation)
    band.high.push(mean + deviation)
  }
  let before = 0
  all.forEach((at, index) => {
    if (index % every !== 0 && index !== all.length - 1) return
    const values = lines.map((line) => valueAt(line.x, line.y, at)).filter(Number.isFinite)
    if (before >= 2 && values.length !== before) push(at, NaN, NaN)
    before = values.length
    if (values.length < 2) return
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    push(at, mean, Math.sqrt(squares / (values.length - 1)))
  })
  while (band.x.length > 0 && Number.isNaN(band.mean.at(-1)!)) {
    for (const column of Object.values(band) as number[][]) column.pop()
  }
  return band
}

/** The index of the last of rising places up to one; -1 before the first. */
export function indexUpTo(places: number[], at: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What was measured of a bundle, at a place or last before it. */
export interface Reading {
  bundle: Bundle
  label: string
  /** A mean where all seeds were measured at one step. */
  value: number
  of: number
  step: number
}

/** Readings of all bundles, the largest first: values that were measured, with their steps, and none between them. */
export function readingsAt(bundles: Bundle[], at: number): Reading[] {
  const found = bundles.flatMap((bundle): Reading[] => {
    const single = bundle.curves.flatMap((curve) => {
      const index = indexUpTo(curve.x, at)
      if (index < 0) return []
      const label = bundle.curves.length > 1 ? `${bundle.label}, seed ${curve.seed}` : bundle.label
      return [{ bundle, label, value: curve.last[index]!, of: 1, step: curve.steps[index]! }]
    })
    const together =
      single.length > 1 && single.every((one) => one.step === single[0]!.step && Number.isFinite(one.value))
    if (!together) return single
    const value = single.reduce((sum, one) => sum + one.value, 0) / single.length
    return [{ bundle, label: bundle.label, value, of: single.length, step: single[0]!.step }]
  })
  const size = ({ value }: Reading) => (Number.isNaN(value) ? -Infinity : value)
  return found.sort((a, b) => size(b) - size(a) || 0)
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

/** The range of y: all of what is drawn, or what a clip leaves of it, with air; on a log axis only what is above 0. */
export function extent(
  curves: Curve[],
  logarithmic: boolean,
  clip: [number, number] = [-Infinity, Infinity],
): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const curve of curves) {
    for (const values of [curve.last, curve.min, curve.max]) {
      for (const value of values) {
        if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue
        if (value < clip[0] || value > clip[1]) continue
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

const fewest = 20

/**
 * The 1st and the 99th percentile of what is drawn: one value of each hundred, and at least one, is beyond either of them.
 * Undefined where there are so few values that each of them counts.
 */
export function percentiles(curves: Curve[], logarithmic: boolean): [number, number] | undefined {
  const values = curves
    .flatMap((curve) => curve.last)
    .filter((value) => Number.isFinite(value) && (!logarithmic || value > 0))
    .sort((a, b) => a - b)
  if (values.length < fewest) return undefined
  const cut = Math.ceil(values.length / 100)
  return [values[cut]!, values[values.length - 1 - cut]!]
}

/** How many drawn places hold a value that a log axis cannot show. */
export function dropped(curves: Curve[]): number {
  return places(curves, (least) => least <= 0)
}

/** How many drawn places hold a value outside of the range of y; what a log axis cannot show is counted elsewhere. */
export function outside(curves: Curve[], [low, high]: [number, number], logarithmic: boolean): number {
  return places(curves, (least, most) => most > high || (least < low && (!logarithmic || least > 0)))
}

function places(curves: Curve[], are: (least: number, most: number) => boolean): number {
  let number = 0
  for (const curve of curves) {
    curve.last.forEach((_, index) => {
      if (are(curve.min[index]!, curve.max[index]!)) number++
    })
  }
  return number
}

/** What a chart does not show as it is, for its caption; `of` is what was counted. */
export function leftOut(
  curves: Curve[],
  range: [number, number],
  logarithmic: boolean,
  clipped: boolean,
): string[] {
  const points = curves.reduce((sum, curve) => sum + curve.points, 0)
  const shown = curves.reduce((sum, curve) => sum + curve.shown, 0)
  // Where the server has put points together, places are counted: how many points of a place are meant nobody knows.
  const notes: string[] = []
  const low = logarithmic ? dropped(curves) : 0
  if (low > 0)
    notes.push(
      shown < points
        ? `log axis leaves out values ≤ 0 at ${whole(low)} of ${whole(shown)} places`
        : `log axis leaves out ${low === 1 ? '1 value' : `${whole(low)} values`} ≤ 0`,
    )
  const beyond = clipped ? outside(curves, range, logarithmic) : 0
  if (beyond > 0)
    notes.push(
      shown < points
        ? `outside at ${whole(beyond)} of ${whole(shown)} places`
        : `${whole(beyond)} of ${whole(points)} points outside`,
    )
  return notes
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

/** What of the histories is asked for where a window of the horizontal axis is looked at. */
export function rangeAsked(
  runs: Run[],
  horizontal: Horizontal,
  [start, end]: [number, number],
  epochsOfStep: (run: Run) => number,
): SeriesRange {
  if (horizontal.kind === 'metric') return {}
  if (horizontal.kind === 'time')
    return { unit: 'millis', from: Math.max(0, Math.floor(1000 * start)), to: Math.ceil(1000 * end) }
  let from = Infinity
  let to = 0
  for (const run of runs) {
    const perUnit = horizontal.kind === 'epoch' ? 1 / epochsOfStep(run) : 1
    if (!Number.isFinite(perUnit)) continue
    from = Math.min(from, Math.floor(start * perUnit))
    to = Math.max(to, Math.ceil(end * perUnit))
  }
  return from <= to ? { from: Math.max(0, from), to } : {}
}
