import { useColorMode } from '@vueuse/core'
import { computed } from 'vue'

export type Choice = 'auto' | 'light' | 'dark'

const mode = useColorMode({
  attribute: 'data-theme',
  storageKey: 'genera.theme',
  disableTransition: false,
})

/** Follows the system until somebody chooses, and remembers the choice. */
export function useTheme() {
  const choice = computed<Choice>({
    get: () => mode.store.value as Choice,
    set: (wanted) => (mode.store.value = wanted),
  })
  const theme = computed(() => mode.state.value)
  const next = () => {
    const order: Choice[] = ['auto', 'light', 'dark']
    choice.value = order[(order.indexOf(choice.value) + 1) % order.length]!
  }
  return { choice, theme, next }
}
