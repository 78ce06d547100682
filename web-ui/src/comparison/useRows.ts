import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import type { Run } from '@/api/types'
import { useMarks } from '@/shell/useMarks'
import { readRun } from './columns'
import { sortBy, type Group } from './groups'
import type { BoardView } from './useBoard'
import { useView } from './useView'

/** A line of the leaderboard: a group, or one run of it. */
export interface Row {
  key: string
  group: Group
  /** The run, where the line stands for one alone. */
  run?: Run
}

export const isGroup = (row: Row) => row.key === row.group.key

/** The lines in their order; which groups stand open. */
export function useRows(groups: MaybeRefOrGetter<Group[]>, board: BoardView) {
  const opened = ref(new Set<string>())
  const rows = computed<Row[]>(() => {
    const [column, reversed] = [board.sortedBy.value, board.reversed.value]
    if (board.rowsOf.value === 'runs') {
      const singles = toValue(groups).flatMap((group) =>
        group.runs.map((run) => ({ key: run.id, group, run })),
      )
      return sortBy(singles, column, reversed, ({ run }, by) => readRun(run, by, board.reading.value))
    }
    return sortBy(toValue(groups), column, reversed, board.lookup.value.mean).flatMap((group): Row[] => [
      { key: group.key, group, run: group.runs.length === 1 ? group.runs[0] : undefined },
      ...(opened.value.has(group.key) ? group.runs.map((run) => ({ key: run.id, group, run })) : []),
    ])
  })
  function open(group: Group) {
    const next = new Set(opened.value)
    if (!next.delete(group.key)) next.add(group.key)
    opened.value = next
  }
  return { rows, opened, open }
}

/** Which groups the rest of the page narrows to; their runs are marked with them. */
export function useChoice(groups: MaybeRefOrGetter<Group[]>) {
  const { selected } = useView()
  const marks = useMarks()
  const chosen = (group: Group) => selected.value.includes(group.key)
  const allChosen = computed(() => toValue(groups).length > 0 && toValue(groups).every(chosen))
  function choose(group: Group) {
    const keys = selected.value
    selected.value = chosen(group) ? keys.filter((one) => one !== group.key) : [...keys, group.key]
    const ids = group.runs.map((run) => run.id)
    if (marks.has(ids) === chosen(group)) marks.toggle(ids)
  }
  function chooseAll() {
    selected.value = allChosen.value ? [] : toValue(groups).map((group) => group.key)
  }
  return { chosen, allChosen, choose, chooseAll }
}
