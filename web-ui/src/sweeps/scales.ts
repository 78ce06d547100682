import { short } from '@/format/numbers'
import type { Quantity } from './quantities'

/** Places values between 0, the low end, and 1, the high end. */
export interface Scale {
  /** NaN for what has no place: not finite, or not above 0 on a log scale. */
  place: (value: number) => number
  value: (place: number) => number
  ticks: { place: number; text: string }[]
  logarithmic: boolean
}

/** A scale that holds all values; a log scale leaves out what is not above 0. */
export function scaleOf(quantity: Quantity, values: number[], most = 5): Scale {
  const { categories } = quantity
  if (categories) {
    const place = (value: number) => (value + 0.5) / categories.length
    return {
      place,
      value: (at) => at * categories.length - 0.5,
      ticks: categories.map((text, index) => ({ place: place(index), text })),
      logarithmic: false,
    }
  }
  const finite = values.filter((value) => Number.isFinite(value))
  const logarithmic = quantity.logarithmic && finite.some((value) => value > 0)
  const kept = logarithmic ? finite.filter((value) => value > 0) : finite
  let [low, high] = kept.length > 0 ? [Math.min(...kept), Math.max(...kept)] : [0, 1]
  if (low === high) {
    ;[low, high] = logarithmic
      ? [low / 2, high * 2]
      : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2]
  }
  const to = logarithmic ? Math.log10 : (value: number) => value
  const from = logarithmic ? (value: number) => 10 ** value : (value: number) => value
  const [start, end] = [to(low), to(high)]
  const place = (value: number) =>
    Number.isFinite(value) && (!logarithmic || value > 0) ? (to(value) - start) / (end - start) : NaN
  const found = logarithmic ? logTicks(low, high, most) : linearTicks(low, high, most)
  // Values that lie close together need more digits to be told apart.
  const digits = new Set(found.map((tick) => short(tick, 3))).size < found.length ? 7 : 3
  const ticks = found.map((tick) => ({ place: place(tick), text: short(tick, digits) }))
  return { place, value: (at) => from(start + at * (end - start)), ticks, logarithmic }
}

/** Round numbers within the range: steps of 1, 2 or 5 times a power of ten. */
export function linearTicks(low: number, high: number, most: number): number[] {
  const rough = (high - low) / Math.max(1, most)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => (high - low) / one <= most)!
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** Powers of ten within the range, thinned out; where there are too few, 2 and 5 times them, or linear ones. */
export function logTicks(low: number, high: number, most: number): number[] {
  const powers = range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)))
  const within = (ticks: number[]) =>
    ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
  const exact = (times: number, power: number) => Number(`${times}e${power}`)
  const decades = within(powers.map((power) => exact(1, power)))
  if (decades.length > most) {
    const every = Math.ceil(decades.length / most)
    return decades.filter((_, index) => index % every === 0)
  }
  if (decades.length >= 3) return decades
  const finer = within(powers.flatMap((power) => [1, 2, 5].map((times) => exact(times, power))))
  return finer.length >= 2 ? finer : linearTicks(low, high, most)
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
