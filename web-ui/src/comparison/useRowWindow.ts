import { useElementSize, useScroll } from '@vueuse/core'
import { computed, type Ref } from 'vue'

const rowHeight = 32
const spare = 12

/** Only the rows in sight are in the page; the rest is space above and below. */
export function useRowWindow<T>(box: Ref<HTMLElement | null>, rows: Ref<T[]>) {
  const { y } = useScroll(box)
  const { height } = useElementSize(box)
  const first = computed(() => Math.max(0, Math.floor(y.value / rowHeight) - spare))
  const last = computed(() =>
    Math.min(rows.value.length, first.value + Math.ceil((height.value || 640) / rowHeight) + 2 * spare),
  )
  return {
    shown: computed(() => rows.value.slice(first.value, last.value)),
    above: computed(() => first.value * rowHeight),
    below: computed(() => Math.max(0, rows.value.length - last.value) * rowHeight),
  }
}
