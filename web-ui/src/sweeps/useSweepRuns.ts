import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { SweepRun } from '@/api/types'
import { valueText } from '@/comparison/groups'
import { passes } from './brushes'
import { colourAt, goodnessOf } from './colours'
import {
  measureKey,
  quantitiesOf,
  quantityText,
  readQuantity,
  type Analysed,
  type Quantity,
} from './quantities'
import { scaleOf } from './scales'
import type { SweepView } from './useSweepView'

/** A run of a sweep as it is drawn. */
export interface Drawn {
  run: SweepRun
  label: string
  colour: string
  /** Whether it passes through every brush. */
  kept: boolean
}

/** The quantities of a sweep, and its runs with their colours, the best last so that they lie on top. */
export function useSweepRuns(analysis: MaybeRefOrGetter<Analysed>, view: SweepView) {
  const quantities = computed(() => quantitiesOf(toValue(analysis), view.turned.value))
  const find = (key: string) => quantities.value.find((one) => one.key === key)
  const varied = computed(() => quantities.value.filter((one) => one.key.startsWith('value:')))
  const measure = computed<Quantity | undefined>(() => {
    const chosen = toValue(analysis).measure
    return chosen ? find(measureKey(chosen.key)) : undefined
  })
  /** The axes of the parallel coordinates. */
  const axes = computed(() => [...varied.value, ...(measure.value ? [measure.value] : [])])

  const drawn = computed<Drawn[]>(() => {
    const by = measure.value
    const runs = toValue(analysis).runs
    const value = (run: SweepRun) => (by ? readQuantity(run, by) : NaN)
    const scale = by && scaleOf(by, runs.map(value))
    return runs
      .map((run) => ({
        run,
        goodness: by && scale ? goodnessOf(scale.place(value(run)), by.direction) : NaN,
      }))
      .sort(
        (a, b) => (Number.isNaN(a.goodness) ? -1 : a.goodness) - (Number.isNaN(b.goodness) ? -1 : b.goodness),
      )
      .map(({ run, goodness }) => ({
        run,
        label: labelOf(run, toValue(analysis), by),
        colour: colourAt(goodness),
        kept: passes(run, axes.value, view.brushes.value),
      }))
  })
  return { quantities, find, varied, measure, axes, drawn }
}

function labelOf(run: SweepRun, { axes }: Analysed, measure: Quantity | undefined): string {
  const values = axes
    .filter((axis) => run.values[axis.name] !== undefined && axis.name !== 'seed')
    .map((axis) => `${axis.name} ${valueText(run.values[axis.name])}`)
  const said = measure ? `${measure.title} ${quantityText(measure, readQuantity(run, measure))}` : ''
  return [...values, `seed ${run.seed}`, said].filter((part) => part !== '').join(', ')
}
