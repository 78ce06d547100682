import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api } from '@/api/client'
import type { Layout, Named, Registry, SampleSet } from '@/api/types'

/** The test examples: background below all others, not a view to choose. */
export const reference = 'reference'

/** What the registry calls a thing; what it does not know, a plugin's or an older set's, is readable too. */
export const titleIn = (named: Named[], id: string) =>
  named.find((one) => one.id === id)?.title ?? id.replaceAll('_', ' ')

/** Ids in the order of the registry, those that it does not know last. */
export function inOrder(ids: Iterable<string>, named: Named[]): string[] {
  const place = (id: string) => {
    const at = named.findIndex((one) => one.id === id)
    return at < 0 ? Infinity : at
  }
  return [...new Set(ids)].sort((a, b) => (place(a) === place(b) ? a.localeCompare(b) : place(a) - place(b)))
}

/** Views of which all lists that hold any hold a set. */
export function sharedKinds(lists: SampleSet[][], views: Named[]): string[] {
  const filled = lists.filter((sets) => sets.some((set) => set.kind !== reference))
  const kinds = new Set(filled.flat().map((set) => set.kind))
  kinds.delete(reference)
  return inOrder(kinds, views).filter((kind) => filled.every((sets) => sets.some((set) => set.kind === kind)))
}

/** Whether the vectors of a row belong together, which only the plane can show. */
export const planeOnly = (layout: Layout) => layout === 'neighbours' || layout === 'given'

const forTheSession = { staleTime: Infinity, gcTime: Infinity }

/** The registry of views, asked once. */
export function useViews() {
  const { data, isPending } = useQuery({
    queryKey: ['views'],
    queryFn: ({ signal }) => api.views(signal),
    ...forTheSession,
  })
  const registry = computed<Registry>(() => data.value ?? { abilities: [], views: [] })
  return {
    registry,
    /** Whether it is not known yet. */
    isPending,
    viewTitle: (id: string) => titleIn(registry.value.views, id),
    layoutOf: (id: string | undefined): Layout =>
      registry.value.views.find((view) => view.id === id)?.layout ?? 'free',
  }
}

/** What can be drawn from a run; nothing while that is not known, or where its plugin has gone. */
export function useOffers(run: MaybeRefOrGetter<string | undefined>) {
  const { data } = useQuery({
    queryKey: ['views', computed(() => toValue(run) ?? '')],
    queryFn: ({ signal }) => api.offers(toValue(run)!, signal),
    enabled: computed(() => toValue(run) !== undefined),
    ...forTheSession,
  })
  return computed(() => data.value ?? [])
}
