import { computed, type Ref } from 'vue'
import { ProblemError } from '@/api/client'
import type { Variant } from '@/api/types'
import { fieldPlace } from './fieldPlace'
import type { parseSearch } from './search'
import type { Draft, DraftItem } from './useDraft'

/** Puts what the server refused beside the field that it says is to blame. */
export function useProblemPlaces(
  problem: Ref<unknown>,
  draft: Draft,
  variantOf: (item: DraftItem) => Variant | undefined,
  search: Ref<ReturnType<typeof parseSearch>>,
  several: Ref<boolean>,
) {
  const refused = computed(() => {
    const found = problem.value
    return found instanceof ProblemError
      ? { text: found.message, place: fieldPlace(found.problem.field ?? '') }
      : undefined
  })
  function problemOf(index: number): { name: string; text: string } | undefined {
    if (refused.value?.place.of !== 'item') return undefined
    const { item, name } = refused.value.place
    const has = (one: DraftItem) =>
      variantOf(one)?.hyperparameters.some((parameter) => parameter.name === name)
    return (item ?? draft.items.findIndex(has)) === index ? { name, text: refused.value.text } : undefined
  }
  const searchProblem = computed(() => {
    if (search.value.problem) return { text: search.value.problem, field: search.value.field }
    if (refused.value?.place.of !== 'search') return undefined
    return { text: refused.value.text, field: refused.value.place.name }
  })
  const placed = computed(
    () =>
      (several.value && searchProblem.value !== undefined) ||
      draft.items.some((_, index) => problemOf(index) !== undefined),
  )
  return { problemOf, searchProblem, placed }
}
