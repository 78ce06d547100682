import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { useMarks } from './useMarks'

/**
 * The keys that work everywhere. Rows are whatever carries `data-row`; inside, `data-mark` is what `x` clicks and
 * `data-open` what Enter follows.
 */
export function useKeys() {
  const listOpen = ref(false)
  const router = useRouter()
  const { marks } = useMarks()

  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.key === 'Escape' && listOpen.value) listOpen.value = false
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    const row = document.activeElement?.closest<HTMLElement>('[data-row]') ?? undefined
    const done = act(event.key, row)
    if (done) event.preventDefault()
  })

  function act(key: string, row: HTMLElement | undefined): boolean {
    switch (key) {
      case '/':
        document.querySelector<HTMLElement>('[data-search]')?.focus()
        return true
      case '?':
        listOpen.value = !listOpen.value
        return true
      case 'j':
        return walk(row, 1)
      case 'k':
        return walk(row, -1)
      case 'x':
        row?.querySelector<HTMLElement>('[data-mark]')?.click()
        return row !== undefined
      case 'c':
        void router.push({
          path: '/compare',
          query: marks.value.length > 0 ? { runs: marks.value.join(',') } : {},
        })
        return true
      case 'Enter':
        if (row === undefined || document.activeElement !== row) return false
        row.querySelector<HTMLElement>('[data-open]')?.click()
        return true
      default:
        return false
    }
  }

  return { listOpen }
}

function walk(row: HTMLElement | undefined, by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return false
  const at = row ? rows.indexOf(row) + by : 0
  const next = rows[Math.max(0, Math.min(rows.length - 1, at))]!
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
  return true
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
}
