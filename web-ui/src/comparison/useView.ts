import { computed, inject, provide, ref, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import type { Budget } from '@/api/types'
import { budgetAxis, horizontalText, parseHorizontal, type Horizontal } from '@/charts/horizontal'
import { useFlagState, useListState, useNumberState, useTextState } from '@/shell/useQueryState'

/** What a comparison looks at; all of it but the hover lives in the address. */
function viewOf(budgets: MaybeRefOrGetter<Budget[]>) {
  const selected = useListState('sel')
  const hidden = useListState('hide')
  const metrics = useListState('m')
  const over = useTextState('x')
  const logarithmic = useFlagState('log')
  const clipped = useFlagState('clip')
  const smoothing = useNumberState('smooth', 0)
  const from = useNumberState('from', undefined)
  const to = useNumberState('to', undefined)
  const lit = ref<string>()
  const usual = computed(() => budgetAxis(toValue(budgets)))
  /** Another axis has other ends: a zoom does not outlive it. */
  const horizontal = computed<Horizontal>({
    get: () => (over.value === '' ? { kind: usual.value.kind } : parseHorizontal(over.value)),
    set: (wanted) => {
      const text = horizontalText(wanted)
      over.value = text === usual.value.kind ? '' : text
      from.value = undefined
      to.value = undefined
    },
  })
  /** What the slider counts: the axis of the curves, or the unit of the budget where that is a metric. */
  const counted = computed(() =>
    horizontal.value.kind === 'metric' ? usual.value.kind : horizontal.value.kind,
  )
  const moments = {
    step: useNumberState('step', undefined),
    epoch: useNumberState('epoch', undefined),
    time: useNumberState('time', undefined),
  }
  /** Where the slider stands; undefined follows the last. */
  const moment = computed({
    get: () => moments[counted.value].value,
    set: (wanted: number | undefined) => (moments[counted.value].value = wanted),
  })
  /** Why the axis is what it is, where nobody chose it and budgets do not share a unit. */
  const why = computed(() => (over.value === '' ? usual.value.why : ''))
  return {
    selected,
    hidden,
    counted,
    moment,
    metrics,
    horizontal,
    why,
    logarithmic,
    clipped,
    smoothing,
    from,
    to,
    lit,
  }
}

export type View = ReturnType<typeof viewOf>

const key: InjectionKey<View> = Symbol('view')

/** For a page, which knows the budgets of what it shows. */
export function createView(budgets: MaybeRefOrGetter<Budget[]>): View {
  const view = viewOf(budgets)
  provide(key, view)
  return view
}

export function useView(): View {
  const view = inject(key)
  if (!view) throw new Error('expected a page that calls createView() above this component')
  return view
}
