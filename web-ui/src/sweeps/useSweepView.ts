import { computed, inject, provide, ref, type InjectionKey } from 'vue'
import type { Reading } from '@/api/types'
import { useListState, useTextState } from '@/shell/useQueryState'
import { readBrushes, writeBrushes, type Brushes } from './brushes'

/** What one looks at in a sweep; all of it but the hover lives in the address. */
function viewOf() {
  const texts = useListState('brush')
  const turned = useListState('turned')
  const lit = ref<string>()
  function turn(key: string) {
    turned.value = turned.value.includes(key)
      ? turned.value.filter((one) => one !== key)
      : [...turned.value, key]
  }
  return {
    measure: useTextState('measure'),
    reading: useTextState<Reading>('read', 'last'),
    across: useTextState('across'),
    up: useTextState('up'),
    /** Axes whose scale somebody turned from linear to log or back. */
    turned,
    turn,
    brushes: computed({
      get: () => readBrushes(texts.value),
      set: (brushes: Brushes) => (texts.value = writeBrushes(brushes)),
    }),
    /** The run under the pointer. */
    lit,
  }
}

export type SweepView = ReturnType<typeof viewOf>

const key: InjectionKey<SweepView> = Symbol('sweep')

export function createSweepView(): SweepView {
  const view = viewOf()
  provide(key, view)
  return view
}

export function useSweepView(): SweepView {
  const view = inject(key)
  if (!view) throw new Error('expected a view that calls createSweepView() above this component')
  return view
}
