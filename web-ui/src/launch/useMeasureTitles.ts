import { useQueryClient } from '@tanstack/vue-query'
import { useFamilies } from '@/api/queries'
import type { Leaderboard, Run } from '@/api/types'
import { measureOf } from '@/comparison/columns'

/** Titles of measures by key: as a leaderboard or a run seen before has them, or the key's own words. */
export function useMeasureTitles(): (key: string) => string {
  const queries = useQueryClient()
  const { data: families } = useFamilies()
  const titleOf = (key: string): string => {
    for (const [, board] of queries.getQueriesData<Leaderboard>({ queryKey: ['leaderboard'] })) {
      const column = board?.columns.find((one) => one.key === key)
      if (column) return column.title
    }
    for (const [, runs] of queries.getQueriesData<Run[]>({ queryKey: ['runs'] })) {
      for (const run of runs ?? []) {
        const metric = measureOf(run, { key, quantity: key })
        if (metric) return metric.title.replace(/ \((bound|estimate)\)$/, '')
      }
    }
    const metrics = families.value?.flatMap((family) => family.variants.flatMap((one) => one.metrics))
    const title = metrics?.find((metric) => metric.name === key)?.title
    if (title === undefined && key.startsWith('validation/'))
      return `${titleOf(key.slice('validation/'.length))} on validation`
    return title ?? wordsOf(key)
  }
  return titleOf
}

/** `slicedWasserstein` as people write it. */
export function wordsOf(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
