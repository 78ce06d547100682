import { computed, ref, watch, type Ref } from 'vue'
import { useLeaderboard, useRunsOfExperiment } from '@/api/queries'
import type { LaunchForecast } from '@/api/types'

/** What the runs of a launch can be judged by, and what is suggested: the first measure of the leaderboard. */
export function useJudges(experiment: string, forecast: Ref<LaunchForecast | undefined>) {
  // What the last forecast said stays while the next one is on its way.
  const measures = ref<string[]>([])
  watch(forecast, (found) => (measures.value = found?.measures ?? measures.value), { immediate: true })
  const { data: runs } = useRunsOfExperiment(experiment)
  const { data: board } = useLeaderboard(experiment, () => runs.value ?? [], {
    reading: 'last',
    baseline: '',
  })
  const suggested = computed(() => {
    const columns = board.value?.columns ?? []
    const cost = columns.findIndex((column) => column.key === 'trainSeconds')
    const measured = columns.slice(0, Math.max(0, cost))
    return measured.find((one) => one.headline && one.direction !== 'neither')?.quantity ?? ''
  })
  return { measures, suggested }
}
