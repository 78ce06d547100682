import type { Hyperparameter, Value } from '@/api/types'

/** What a field says: one value, or several that vary. */
export interface Parsed {
  values: Value[]
  problem: string
}

const mostInRange = 200
const dots = /\s*(?:…|\.{2,3})\s*/

/** How a value is written into its field. */
export function fieldText(value: Value): string {
  if (Array.isArray(value)) return value.join(' ') || 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-3) return value.toExponential()
  return String(value)
}

/**
 * Reads a field. Several values stand between commas and vary. `a … b` counts by one (by decades where the order of
 * magnitude matters), `a, b … c` goes on as it began.
 */
export function parseValues(parameter: Hyperparameter, text: string): Parsed {
  if (text.trim() === '') return fail(parameter, 'nothing')
  switch (parameter.kind) {
    case 'integers':
      return parseLists(parameter, text)
    case 'flag':
      return parseWords(
        parameter,
        text,
        (word) => ({ yes: true, true: true, no: false, false: false })[word.toLowerCase()],
      )
    case 'choice':
      return parseWords(parameter, text, (word) => parameter.choices?.find((choice) => choice === word))
    default:
      return parseNumbers(parameter, text)
  }
}

const fail = (parameter: Hyperparameter, found: string): Parsed => ({
  values: [],
  problem: `expected ${parameter.expectation}, got ${found}`,
})

function parseWords(
  parameter: Hyperparameter,
  text: string,
  read: (word: string) => Value | undefined,
): Parsed {
  const values: Value[] = []
  for (const word of text.split(',').map((part) => part.trim())) {
    const value = read(word)
    if (value === undefined) return fail(parameter, word === '' ? 'nothing' : word)
    if (!values.includes(value)) values.push(value)
  }
  return { values, problem: '' }
}

function parseLists(parameter: Hyperparameter, text: string): Parsed {
  const values: Value[] = []
  for (const part of text.split(',')) {
    const list = part
      .split(/[\s×]+/)
      .filter((word) => word !== '')
      .map(Number)
    if (part.trim() === 'none') {
      values.push([])
      continue
    }
    if (list.length === 0 || !list.every((value) => Number.isInteger(value) && inRange(parameter, value))) {
      return fail(parameter, part.trim() || 'nothing')
    }
    values.push(list)
  }
  return { values, problem: '' }
}

function parseNumbers(parameter: Hyperparameter, text: string): Parsed {
  const numbers: number[] = []
  for (const part of text.split(',').map((one) => one.trim())) {
    const [from, to, extra] = part.split(dots)
    if (extra !== undefined) return fail(parameter, part)
    const found =
      to === undefined
        ? [readNumber(from!)]
        : rangeOf(parameter, numbers.at(-1), readNumber(from!), readNumber(to))
    if (found.length === 0) return { values: [], problem: `${part}: say how it goes on, such as 1, 3 … 9` }
    if (numbers.length + found.length > mostInRange) {
      return { values: [], problem: `expected at most ${mostInRange} values, got more` }
    }
    for (const value of found) {
      const whole = parameter.kind !== 'integer' || Number.isInteger(value)
      if (!Number.isFinite(value) || !whole || !inRange(parameter, value))
        return fail(parameter, part || 'nothing')
      if (!numbers.includes(value)) numbers.push(value)
    }
  }
  return { values: numbers, problem: '' }
}

/** An empty word is no number, though JavaScript takes it for 0. */
const readNumber = (word: string) => (word.trim() === '' ? NaN : Number(word.trim().replace('−', '-')))

function inRange(parameter: Hyperparameter, value: number): boolean {
  return value >= (parameter.min ?? -Infinity) && value <= (parameter.max ?? Infinity)
}

function rangeOf(parameter: Hyperparameter, before: number | undefined, from: number, to: number): number[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [NaN]
  if (parameter.logarithmic && from > 0 && to > 0) {
    const ratio = before !== undefined && before > 0 ? from / before : to >= from ? 10 : 0.1
    return geometric(from, to, ratio)
  }
  if (before === undefined && parameter.kind === 'real' && !(Number.isInteger(from) && Number.isInteger(to)))
    return []
  return arithmetic(from, to, before === undefined ? Math.sign(to - from) || 1 : from - before)
}

function arithmetic(from: number, to: number, step: number): number[] {
  if (step === 0 || (to - from) * step < 0) return []
  const times = Math.floor((to - from) / step + 1e-9)
  return Array.from({ length: Math.min(times, mostInRange) + 1 }, (_, index) => tidy(from + index * step))
}

function geometric(from: number, to: number, ratio: number): number[] {
  if (ratio <= 0 || ratio === 1 || Math.log(to / from) * Math.log(ratio) < 0) return []
  const times = Math.floor(Math.log(to / from) / Math.log(ratio) + 1e-9)
  return Array.from({ length: Math.min(times, mostInRange) + 1 }, (_, index) => tidy(from * ratio ** index))
}

/** 0.1 + 0.2 is 0.3 to people. */
const tidy = (value: number) => Number(value.toPrecision(12))

/** Seeds: whole numbers between commas, `1 … 5` for a row of them. */
export function parseSeeds(text: string): Parsed {
  return parseNumbers(
    {
      name: 'seeds',
      kind: 'integer',
      help: '',
      unit: '',
      default: 1,
      expectation: 'whole numbers from 0, such as 1, 2, 3 or 1 … 5',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
    },
    text,
  )
}
