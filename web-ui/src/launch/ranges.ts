import type { Hyperparameter, RangeValue } from '@/api/types'
import { fieldText } from './parseValues'

/** A range as its fields say it. */
export interface RangeText {
  from: string
  to: string
  scale: 'linear' | 'log'
  count: string
}

export type RangeField = 'from' | 'to' | 'scale' | 'count'

export interface ParsedRange {
  range?: RangeValue
  /** What it comes to in a grid; empty where values are drawn. */
  values: number[]
  problem: string
  /** The field to blame. */
  field?: RangeField
}

const most = 500

export const canRange = (parameter: Hyperparameter): boolean =>
  parameter.kind === 'integer' || parameter.kind === 'real'

const number = (text: string) => (text.trim() === '' ? NaN : Number(text.trim().replace('−', '-')))

/** Reads a range as the server will; in a random search nobody asks for a count. */
export function parseRange(parameter: Hyperparameter, text: RangeText, random: boolean): ParsedRange {
  const refuse = (field: RangeField, problem: string): ParsedRange => ({ values: [], problem, field })
  const [from, to, count] = [number(text.from), number(text.to), number(text.count)]
  for (const [field, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const fits = value >= (parameter.min ?? -Infinity) && value <= (parameter.max ?? Infinity)
    if (!Number.isFinite(value) || !fits || (parameter.kind === 'integer' && !Number.isInteger(value)))
      return refuse(
        field,
        `${field}: expected ${parameter.expectation}, got ${text[field].trim() || 'nothing'}`,
      )
  }
  if (text.scale === 'log' && from <= 0)
    return refuse('from', `from: expected a number above 0 on a log scale, got ${text.from.trim()}`)
  if (from >= to) return refuse('to', `to: expected more than ${text.from.trim()}, got ${text.to.trim()}`)
  if (random) return { range: { from, to, scale: text.scale }, values: [], problem: '' }
  if (!Number.isInteger(count) || count < 2 || count > most)
    return refuse('count', `expected 2 to ${most} values, got ${text.count.trim() || 'nothing'}`)
  const range = { from, to, scale: text.scale, count }
  return { range, values: valuesOf(range, parameter.kind === 'integer'), problem: '' }
}

/** The values of a grid: evenly spaced, to six digits, whole numbers each once. */
export function valuesOf(range: RangeValue, whole: boolean): number[] {
  const { from, to, scale, count = 2 } = range
  const values = Array.from({ length: count }, (_, index) => {
    const part = index / (count - 1)
    const exact = scale === 'log' ? from * (to / from) ** part : from + part * (to - from)
    return whole ? Math.round(exact) : Number(exact.toPrecision(6))
  })
  return [...new Set(values)]
}

/** Where a range begins before somebody says otherwise: around the default, as far as is allowed. */
export function rangeAround(parameter: Hyperparameter): RangeText {
  const middle = typeof parameter.default === 'number' ? parameter.default : 1
  const logarithmic = (parameter.logarithmic ?? false) && middle > 0
  const whole = parameter.kind === 'integer'
  const [least, greatest] = [parameter.min ?? -Infinity, parameter.max ?? Infinity]
  const inside = (value: number) => {
    const tidy = whole ? Math.round(value) : Number(value.toPrecision(6))
    return Math.min(greatest, Math.max(least, tidy))
  }
  let from = inside(logarithmic ? middle / 10 : middle / 2)
  let to = inside(logarithmic ? middle * 10 : middle * 2)
  if (from >= to) {
    from = inside(middle - 1)
    to = inside(middle + 1)
  }
  const text = (value: number) => fieldText(value)
  return { from: text(from), to: text(to), scale: logarithmic ? 'log' : 'linear', count: '3' }
}
