import type { Modes, SampleSet } from '@/api/types'

/** A sample set with its place on the axis of the slider. */
export interface PlacedSet {
  set: SampleSet
  place: number
}

/** The last set up to a moment of training, the last of all where no moment is wanted. */
export function setAt(sets: PlacedSet[], moment: number | undefined): PlacedSet | undefined {
  return moment === undefined ? sets.at(-1) : sets.filter(({ place }) => place <= moment).at(-1)
}

/** When each frame of a film is, from 0 where sampling starts to 1 at the sample; films of old go by index. */
function timesOf({ times, frames }: SampleSet): number[] {
  return times?.length === frames.length
    ? times
    : frames.map((_, index) => index / Math.max(1, frames.length - 1))
}

/** Where a slider over several films stops, and how it says so: at the frames of the one that has most. */
export function filmStops(sets: (SampleSet | undefined)[]): { stops: number[]; labels: string[] } {
  const films = sets.filter((set) => set !== undefined && set.frames.length > 1) as SampleSet[]
  const most = Math.max(0, ...films.map((film) => film.frames.length))
  const longest = films.find((film) => film.frames.length === most)
  const stops = longest ? timesOf(longest) : []
  const alone = new Set(films.map((film) => film.frames.join())).size === 1
  return {
    stops,
    labels: alone ? longest!.frames : stops.map((time) => `${Math.round(100 * time)} % of the way`),
  }
}

/** The frame that is nearest to a time, of two that are as near the later; without a time the last. */
export function frameAt(set: SampleSet | undefined, time = 1): number {
  const times = set ? timesOf(set) : []
  const away = times.map((each) => Math.abs(each - time))
  return Math.max(0, away.lastIndexOf(Math.min(...away)))
}

/** Runs that spend one budget draw at nearly the same moments: a hundredth of the way is one stop of the slider. */
const together = 0.01

/** Where a slider over all lists stops: at the last of the sets that lie together, in rising order. */
export function stopsOf(lists: PlacedSet[][]): number[] {
  const places = [...new Set(lists.flat().map(({ place }) => place))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const reach = together * ((places.at(-1) ?? 0) - (places[0] ?? 0))
  const stops: number[] = []
  let first = NaN
  for (const place of places) {
    if (place - first < reach) stops.pop()
    else first = place
    stops.push(place)
  }
  return stops
}

/** Whether the modes of the data say something of a set: draws of a sampler are to find them, in whatever order they lie. */
export const findsModes = (set: SampleSet | undefined) => (set?.sampler ?? '') !== ''

/** How many columns a set is shown in: its own where order matters, else as square as can be. */
export function columnsOf(set: { count: number; columns: number }): number {
  return set.columns > 0 ? set.columns : Math.ceil(Math.sqrt(set.count))
}

/** The largest whole number of screen pixels for one picture element, at least 1. */
export function wholeScale(width: number, columns: number, cellWidth: number, gap: number): number {
  return Math.max(1, Math.floor((width - gap * (columns - 1)) / (columns * cellWidth)))
}

/** Which modes have at least one point within three standard deviations. */
export function recoveredModes(points: Float32Array, modes: Modes): boolean[] {
  const reach = (3 * modes.standardDeviation) ** 2
  return modes.centres.map(([x, y]) => {
    for (let i = 0; i + 1 < points.length; i += 2) {
      if ((points[i]! - x!) ** 2 + (points[i + 1]! - y!) ** 2 <= reach) return true
    }
    return false
  })
}

export interface Frame2d {
  centre: [number, number]
  /** Half of what is shown across, and half of what is shown upwards. */
  reach: [number, number]
}

/** A square around the points with air, so that both axes have one scale. Coordinates beyond the first two are left out. */
export function squareAround(points: ArrayLike<number>, dimensions: number): Frame2d {
  const { centre, reach } = boxAround(points, dimensions)
  const larger = Math.max(...reach)
  return { centre, reach: [larger, larger] }
}

/** The same with a scale for each axis, for columns that have nothing to do with each other. */
export function boxAround(points: ArrayLike<number>, dimensions: number): Frame2d {
  const low = [Infinity, Infinity]
  const high = [-Infinity, -Infinity]
  for (let i = 0; i + 1 < points.length; i += dimensions) {
    for (const axis of [0, 1]) {
      const value = points[i + axis]!
      if (!Number.isFinite(value)) continue
      low[axis] = Math.min(low[axis]!, value)
      high[axis] = Math.max(high[axis]!, value)
    }
  }
  const middle = (axis: number) => (low[axis]! > high[axis]! ? 0 : (low[axis]! + high[axis]!) / 2)
  const reach = (axis: number) => (high[axis]! > low[axis]! ? (high[axis]! - low[axis]!) * 0.62 : 0)
  const [across, up] = [reach(0), reach(1)]
  return { centre: [middle(0), middle(1)], reach: [across || up || 1, up || across || 1] }
}

/** How many points lie outside the frame (or are not numbers at all). */
export function outside(points: ArrayLike<number>, dimensions: number, frame: Frame2d): number {
  let number = 0
  for (let i = 0; i + 1 < points.length; i += dimensions) {
    const inside =
      Math.abs(points[i]! - frame.centre[0]) <= frame.reach[0] &&
      Math.abs(points[i + 1]! - frame.centre[1]) <= frame.reach[1]
    if (!inside) number++
  }
  return number
}

/** Index of the nearest of the stored examples by squared distance; all values on the scale 0..255. */
export function nearestExample(picture: ArrayLike<number>, stored: ArrayLike<number>): number {
  const size = picture.length
  let best = -1
  let bestDistance = Infinity
  for (let start = 0, index = 0; start + size <= stored.length; start += size, index++) {
    let distance = 0
    for (let i = 0; i < size && distance < bestDistance; i++) {
      const difference = picture[i]! - stored[start + i]!
      distance += difference * difference
    }
    if (distance < bestDistance) {
      bestDistance = distance
      best = index
    }
  }
  return best
}
