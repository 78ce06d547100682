import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** What the open page is called: in the browser's tab, and told to screen readers when it opens. */
export const pageTitle = ref('')

export function usePageTitle(title: MaybeRefOrGetter<string | undefined>) {
  watch(
    () => toValue(title),
    (words) => (pageTitle.value = words ?? ''),
    { immediate: true },
  )
}
