import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { refDebounced } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'
import { api } from '@/api/client'
import type { LaunchRequest } from '@/api/types'

/** What the server says of a launch before it is sent, the sending, and what is wrong with either. */
export function useLaunch(experiment: string, request: Ref<LaunchRequest | undefined>, launched: () => void) {
  const queries = useQueryClient()
  const settled = refDebounced(
    computed(() => JSON.stringify(request.value ?? null)),
    300,
  )
  const { data: forecast, error: forecastError } = useQuery({
    queryKey: ['forecast', experiment, settled],
    queryFn: ({ signal }) => api.forecast(experiment, JSON.parse(settled.value), signal),
    enabled: () => settled.value !== 'null',
    retry: false,
    staleTime: 60_000,
  })
  const launchError = ref<unknown>()
  const sending = ref(false)
  const problem = computed(() => launchError.value ?? (request.value ? forecastError.value : undefined))
  const ready = computed(
    () =>
      request.value !== undefined &&
      !sending.value &&
      (forecastError.value === null || problem.value === undefined),
  )
  watch(settled, () => (launchError.value = undefined))

  async function launch() {
    if (!request.value || sending.value) return
    sending.value = true
    launchError.value = undefined
    try {
      await api.launch(experiment, request.value)
      void queries.invalidateQueries({ queryKey: ['sweeps', experiment] })
      await queries.invalidateQueries({ queryKey: ['runs', 'experiment', experiment] })
      launched()
    } catch (found) {
      launchError.value = found
    } finally {
      sending.value = false
    }
  }
  return { forecast, problem, ready, launch }
}
