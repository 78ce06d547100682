import { ref } from 'vue'

const marks = ref<string[]>([])

/** Runs marked for a comparison, on any page; they stay until the tab closes. */
export function useMarks() {
  const has = (runs: string[]) => runs.length > 0 && runs.every((run) => marks.value.includes(run))
  function toggle(runs: string[]) {
    marks.value = has(runs)
      ? marks.value.filter((mark) => !runs.includes(mark))
      : [...new Set([...marks.value, ...runs])]
  }
  return { marks, has, toggle }
}
