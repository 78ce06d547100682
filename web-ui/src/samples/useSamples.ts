import { keepPreviousData, useQueries, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/api/client'
import type { SampleSet } from '@/api/types'
import { levelsOfSet, setShowsImages } from './parts'
import { useViews } from './views'

/** Lists of sample sets, by run. */
export function useSampleSets(runs: MaybeRefOrGetter<string[]>) {
  const ids = computed(() => toValue(runs))
  return useQueries({
    queries: computed(() =>
      ids.value.map((id) => ({
        queryKey: ['samples', id],
        queryFn: ({ signal }: { signal: AbortSignal }) => api.sampleSets(id, signal),
      })),
    ),
    combine: (results) => ({
      sets: new Map(
        ids.value.map((id, index) => [id, (results[index]?.data as SampleSet[] | undefined) ?? []]),
      ),
      loading: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? undefined,
    }),
  })
}

/**
 * The values of one frame: from 0 to 255 for images and pairs of them, not a number where something is not known; float32
 * for all else. What was shown stays until the next is there.
 */
export function useSampleData(
  run: MaybeRefOrGetter<string>,
  set: MaybeRefOrGetter<SampleSet | undefined>,
  frame: MaybeRefOrGetter<number> = 0,
) {
  const { isPending, layoutOf } = useViews()
  const request = computed(() => {
    const found = toValue(set)
    const at = found ? Math.min(toValue(frame), Math.max(0, found.frames.length - 1)) : 0
    return { run: toValue(run), set: found, frame: at }
  })
  return useQuery({
    queryKey: [
      'sampleData',
      computed(() => [request.value.run, request.value.set?.id ?? '', request.value.frame]),
    ],
    queryFn: async ({ signal }) => {
      const { run: id, set: found, frame: at } = request.value
      const picture = setShowsImages(found)
      // Bytes cannot say that something is not known.
      const bytes = picture && layoutOf(found!.kind) !== 'given'
      const values = await api.sampleData(id, found!.id, bytes ? 'u8' : 'f32', at, signal)
      return { set: found!, values: picture && !bytes ? levelsOfSet(found!, values as Float32Array) : values }
    },
    enabled: computed(() => request.value.set !== undefined && !isPending.value),
    staleTime: Infinity,
    gcTime: 120_000,
    placeholderData: keepPreviousData,
  })
}
