import { computed, inject, provide, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import { useLeaderboard } from '@/api/queries'
import type { Reading, Run } from '@/api/types'
import { useFlagState, useTextState } from '@/shell/useQueryState'
import { boardLookup, cellFormat } from './cells'
import type { Group } from './groups'

/** What the server says of the groups, and how one looks at it; all of the latter lives in the address. */
function boardOf(
  groups: MaybeRefOrGetter<Group[]>,
  runs: MaybeRefOrGetter<Run[]>,
  experiment: MaybeRefOrGetter<string | undefined>,
) {
  const reading = useTextState<Reading>('read', 'last')
  const baseline = useTextState('base')
  const sort = useTextState('sort')
  const everyMeasure = useFlagState('every')
  /** Rows are groups of seeds, or single runs. */
  const rowsOf = useTextState('rows', 'groups')

  const known = computed(() =>
    toValue(groups).some((group) => group.runs[0]?.group === baseline.value) ? baseline.value : '',
  )
  const asked = computed(() => ({ reading: reading.value, baseline: known.value }))
  const { data, error } = useLeaderboard(experiment, runs, asked)
  const lookup = computed(() => boardLookup(data.value))
  const columns = computed(() => data.value?.columns ?? [])
  const chosenOn = computed(() => data.value?.chosenOn)
  const sortKey = computed(() => sort.value.replace(/^-/, ''))
  const reversed = computed(() => sort.value.startsWith('-'))
  /** An address of before a likelihood had several columns means the first of them. */
  const sortedBy = computed(
    () =>
      columns.value.find((column) => column.key === sortKey.value) ??
      columns.value.find((column) => column.quantity === sortKey.value),
  )
  const further = computed(() => columns.value.filter((column) => !column.headline))
  const severalSeeds = computed(() => toValue(groups).some((group) => group.runs.length > 1))
  /** What one sorts by is shown in any case. */
  const shown = computed(() =>
    columns.value
      .filter((column) => column.headline || everyMeasure.value || column === sortedBy.value)
      .map((column) => ({
        column,
        format: cellFormat(
          column,
          toValue(groups).map((group) => lookup.value.mean(group, column)),
          severalSeeds.value,
        ),
      })),
  )

  /** The best first, then the worst first, then the order of launch. */
  function sortBy(key: string) {
    sort.value = sort.value === key ? `-${key}` : sort.value === `-${key}` ? '' : key
  }
  const isBaseline = (group: Group) => known.value !== '' && group.runs[0]?.group === known.value
  function compareWith(group: Group) {
    baseline.value = isBaseline(group) ? '' : (group.runs[0]?.group ?? '')
  }

  return {
    reading,
    baseline,
    everyMeasure,
    rowsOf,
    known,
    asked,
    error,
    lookup,
    chosenOn,
    columns,
    reversed,
    sortedBy,
    further,
    severalSeeds,
    shown,
    sortBy,
    isBaseline,
    compareWith,
  }
}

export type BoardView = ReturnType<typeof boardOf>

const key: InjectionKey<BoardView> = Symbol('board')

export function createBoard(...of: Parameters<typeof boardOf>): BoardView {
  const board = boardOf(...of)
  provide(key, board)
  return board
}

export function useBoard(): BoardView {
  const board = inject(key)
  if (!board) throw new Error('expected a view that calls createBoard() above this component')
  return board
}
