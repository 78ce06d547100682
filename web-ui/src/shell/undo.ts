import { ref } from 'vue'

export interface Undoable {
  text: string
  undo: () => Promise<unknown>
}

/** The last destructive act, for as long as it can be taken back from the bar below the page. */
export const lastAct = ref<Undoable | undefined>()

let timer: ReturnType<typeof setTimeout> | undefined

export function offerUndo(act: Undoable) {
  clearTimeout(timer)
  lastAct.value = act
  timer = setTimeout(() => (lastAct.value = undefined), 15_000)
}

export async function undoLast() {
  const act = lastAct.value
  lastAct.value = undefined
  clearTimeout(timer)
  await act?.undo()
}
