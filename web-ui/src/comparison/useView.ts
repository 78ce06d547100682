import { computed, inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { useFlagState, useListState, useNumberState, useTextState } from '@/shell/useQueryState'

/** What a comparison looks at; all of it but the hover lives in the address. */
export function createView() {
  const selected = useListState('sel')
  const hidden = useListState('hide')
  const step = useNumberState('step', undefined)
  const metrics = useListState('m')
  const horizontal = useTextState('x', 'step')
  const logarithmic = useFlagState('log')
  const smoothing = useNumberState('smooth', 0)
  const from = useNumberState('from', undefined)
  const to = useNumberState('to', undefined)
  const lit = ref<string>()
  const byTime = computed(() => horizontal.value === 'time')
  const view = { selected, hidden, step, metrics, horizontal, byTime, logarithmic, smoothing, from, to, lit }
  provide(key, view)
  return view
}

export type View = {
  selected: Ref<string[]>
  hidden: Ref<string[]>
  step: Ref<number | undefined>
  metrics: Ref<string[]>
  horizontal: Ref<string>
  byTime: Readonly<Ref<boolean>>
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
