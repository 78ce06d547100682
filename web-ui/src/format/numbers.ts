import type { Real } from '@/api/types'

/** The number behind the wire form; NaN and the infinities travel as words. */
export function toNumber(real: Real | null | undefined): number {
  if (real === null || real === undefined) return NaN
  return typeof real === 'number' ? real : Number(real)
}

const minus = (text: string) => text.replace('-', '−')

/** What is not finite, as a word for people. */
export function nonFiniteWord(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? '∞' : '−∞'
}

/** Three to four significant digits; whole numbers up to a thousand million in full. */
export function short(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return nonFiniteWord(value)
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  if (magnitude >= 9 || magnitude <= -5) return withExponent(value, digits)
  const decimals = Math.min(8, Math.max(0, digits - 1 - magnitude))
  const text = value.toFixed(decimals)
  return minus(text.includes('.') ? text.replace(/\.?0+$/, '') : grouped(text))
}

function withExponent(value: number, digits: number): string {
  return minus(value.toExponential(digits - 2))
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e')
}

/** Whole numbers with separators. */
export function whole(value: number): string {
  return minus(grouped(Math.round(value).toString()))
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** 1,234,567 as 1.23 M. */
export function count(value: number): string {
  if (Math.abs(value) < 10_000) return whole(value)
  if (Math.abs(value) < 1_000_000) return `${short(value / 1e3, 3)} k`
  return Math.abs(value) < 1e9 ? `${short(value / 1e6, 3)} M` : `${short(value / 1e9, 3)} G`
}

export function bytes(value: number): string {
  if (value < 1024) return `${value} B`
  const units = ['KiB', 'MiB', 'GiB', 'TiB']
  let scaled = value
  let unit = -1
  do {
    scaled /= 1024
    unit++
  } while (scaled >= 1024 && unit < units.length - 1)
  return `${short(scaled, 3)} ${units[unit]}`
}

/**
 * Writes a column's numbers with the same digits after the point: enough for the smallest to show two significant
 * digits and for what sets them apart to show two, for the largest to show no more than needed.
 */
export function columnFormat(values: number[], averaged = false): (value: number) => string {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs)
  if (sizes.length === 0) return (value) => short(value, 3)
  if (
    values.every((value) => !Number.isFinite(value) || Number.isInteger(value)) &&
    Math.max(...sizes) < 1e6
  ) {
    return (value) => fixed(value, averaged || !Number.isInteger(value) ? 1 : 0)
  }
  const largest = Math.max(...sizes)
  const smallest = Math.min(...sizes)
  if (largest >= 1e6 || largest < 1e-4) return (value) => short(value, 3)
  const forLargest = largest >= 100 && largest < 1000 ? 1 : 2 - Math.floor(Math.log10(largest))
  const forSmallest = 1 - Math.floor(Math.log10(smallest))
  const finite = values.filter(Number.isFinite)
  const spread = Math.max(...finite) - Math.min(...finite)
  const forSpread = spread > 0 ? 1 - Math.floor(Math.log10(spread)) : 0
  const wanted = Math.max(forLargest, Math.min(Math.max(forSmallest, forSpread), forLargest + 2))
  const decimals = Math.min(5, Math.max(0, wanted))
  return (value) => fixed(value, decimals)
}

/** Writes the ticks of an axis, with as many digits as it takes to say where they are. */
export function tickTexts(ticks: (number | null)[]): string[] {
  const told = ticks.filter((tick) => tick !== null)
  // There is no room for seven digits beside an axis.
  const write = Math.max(...told.map(Math.abs)) >= 1e6 ? withExponent : short
  const text = (tick: number, digits: number) => (tick === 0 ? '0' : write(tick, digits))
  let digits = 3
  const off = (tick: number) => Math.abs(Number(tick.toPrecision(digits)) - tick)
  const range = Math.max(...told) - Math.min(...told)
  while (digits < 8 && told.some((tick) => off(tick) > 1e-4 * range)) digits++
  return ticks.map((tick) => (tick === null ? '' : text(tick, digits)))
}

function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nonFiniteWord(value)
  const [integer, fraction] = value.toFixed(decimals).split('.')
  return minus(grouped(integer!) + (fraction ? `.${fraction}` : ''))
}
