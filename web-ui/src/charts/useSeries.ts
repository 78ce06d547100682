import { keepPreviousData, useQueries } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, type SeriesRange } from '@/api/client'
import type { Run, Series } from '@/api/types'

const together = 25

/**
 * Points of metrics for many runs. Runs that have ended are asked for together and stay; one that moves is asked for
 * alone, so that its next points cost nothing to the others.
 */
export function useSeries(
  runs: MaybeRefOrGetter<Run[]>,
  metrics: MaybeRefOrGetter<string[]>,
  range: MaybeRefOrGetter<SeriesRange>,
  points: number,
) {
  const chunks = computed(() => {
    const still = toValue(runs).filter((run) => !moving(run))
    const list: string[][] = []
    for (let at = 0; at < still.length; at += together) {
      list.push(still.slice(at, at + together).map((run) => run.id))
    }
    return [
      ...list,
      ...toValue(runs)
        .filter(moving)
        .map((run) => [run.id]),
    ]
  })
  // Cached by what is asked, so that a run's progress alone changes no query.
  const request = computed(() => JSON.stringify([chunks.value, toValue(metrics), toValue(range)]))
  const queries = computed(() => {
    const [lists, keys, part] = JSON.parse(request.value) as [string[][], string[], SeriesRange]
    if (keys.length === 0) return []
    return lists.map((ids) => ({
      queryKey: ['series', ids, keys, part, points],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.series({ runs: ids, metrics: keys, ...part, points }, signal),
      placeholderData: keepPreviousData<Series[]>,
    }))
  })
  return useQueries({
    queries,
    combine: (results) => ({
      series: results.flatMap((result) => (result.data as Series[] | undefined) ?? []),
      loading: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? undefined,
    }),
  })
}

const moving = (run: Run) => run.state.name === 'running' || run.state.name === 'starting'
