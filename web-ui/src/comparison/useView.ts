import { computed, inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { horizontalText, parseHorizontal, type Horizontal } from '@/charts/horizontal'
import { useFlagState, useListState, useNumberState, useTextState } from '@/shell/useQueryState'

/** What a comparison looks at; all of it but the hover lives in the address. */
export function createView() {
  const selected = useListState('sel')
  const hidden = useListState('hide')
  const step = useNumberState('step', undefined)
  const metrics = useListState('m')
  const over = useTextState('x', 'step')
  const logarithmic = useFlagState('log')
  const smoothing = useNumberState('smooth', 0)
  const from = useNumberState('from', undefined)
  const to = useNumberState('to', undefined)
  const lit = ref<string>()
  /** Another axis has other ends: a zoom does not outlive it. */
  const horizontal = computed({
    get: () => parseHorizontal(over.value),
    set: (wanted: Horizontal) => {
      over.value = horizontalText(wanted)
      from.value = undefined
      to.value = undefined
    },
  })
  const view = { selected, hidden, step, metrics, horizontal, logarithmic, smoothing, from, to, lit }
  provide(key, view)
  return view
}

export type View = {
  selected: Ref<string[]>
  hidden: Ref<string[]>
  step: Ref<number | undefined>
  metrics: Ref<string[]>
  horizontal: Ref<Horizontal>
  logarithmic: Ref<boolean>
  smoothing: Ref<number | undefined>
  from: Ref<number | undefined>
  to: Ref<number | undefined>
  lit: Ref<string | undefined>
}

const key: InjectionKey<View> = Symbol('view')

export function useView(): View {
  const view = inject(key)
  if (!view) throw new Error('expected a page that calls createView() above this component')
  return view
}
