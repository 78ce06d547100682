import type { MeasureColumn, Direction, SweepAnalysis, SweepRun, Value } from '@/api/types'
import { valueText } from '@/comparison/groups'
import { short, toNumber } from '@/format/numbers'

/** What stands on an axis: something that varies, or a measure. */
export interface Quantity {
  /** `value:NAME` or `measure:KEY`. */
  key: string
  title: string
  unit: string
  direction: Direction
  /** Where values are no numbers, the words they are shown as, in order. */
  categories?: string[]
  logarithmic: boolean
}

export const measureKey = (key: string) => `measure:${key}`
export const valueKey = (name: string) => `value:${name}`

const ofTheRun = ['family', 'variant', 'seed'] as const
type OfTheRun = (typeof ofTheRun)[number]
const isOfTheRun = (name: string): name is OfTheRun => (ofTheRun as readonly string[]).includes(name)

function rawValue(run: SweepRun, name: string): Value | undefined {
  return run.values[name] ?? (isOfTheRun(name) ? run[name] : undefined)
}

/** What of an analysis is drawn; before it has come, nothing. */
export type Analysed = Pick<SweepAnalysis, 'measures' | 'axes' | 'runs'> & { measure?: MeasureColumn }

/** What varies, then every measure; `log` names those whose scale somebody turned. */
export function quantitiesOf(analysis: Analysed, turned: string[] = []): Quantity[] {
  const turn = (key: string, logarithmic: boolean) => logarithmic !== turned.includes(key)
  const axes = analysis.axes.map((axis): Quantity => {
    const key = valueKey(axis.name)
    const plain = { key, title: axis.title || axis.name, unit: '', direction: 'neither' as const }
    const numeric = axis.kind === 'integer' || axis.kind === 'real'
    if (numeric) return { ...plain, logarithmic: turn(key, axis.scale === 'log') }
    const known = (axis.values ?? []).map(valueText)
    const found = analysis.runs.flatMap((run) => {
      const value = rawValue(run, axis.name)
      return value === undefined || value === null ? [] : [valueText(value)]
    })
    return { ...plain, logarithmic: false, categories: [...new Set([...known, ...found])] }
  })
  const measures = analysis.measures.map(({ key, title, unit, direction }): Quantity => {
    return { key: measureKey(key), title, unit, direction, logarithmic: turn(measureKey(key), false) }
  })
  return [...axes, ...measures]
}

/** The number of a run on an axis: of a category its place among them; NaN where it has no value. */
export function readQuantity(run: SweepRun, quantity: Quantity): number {
  const name = quantity.key.slice(quantity.key.indexOf(':') + 1)
  if (quantity.key.startsWith('measure:')) return toNumber(run.measures[name])
  const value = rawValue(run, name)
  if (value === undefined || value === null) return NaN
  if (!quantity.categories) return typeof value === 'number' ? value : NaN
  const at = quantity.categories.indexOf(valueText(value))
  return at < 0 ? NaN : at
}

/** A value of a quantity for people, with its unit. */
export function quantityText(quantity: Quantity, value: number): string {
  if (quantity.categories) return quantity.categories[Math.round(value)] ?? '–'
  if (!Number.isFinite(value)) return '–'
  return quantity.unit ? `${short(value)} ${quantity.unit}` : short(value)
}
