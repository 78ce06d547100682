import { computed, nextTick, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

let pending: Record<string, string | undefined> = {}
let scheduled = false

/**
 * A piece of view state that lives in the address. Writes of one tick become one replacement; a value equal to the
 * default leaves no trace.
 */
export function useQueryState<T>(
  name: string,
  byDefault: T,
  read: (text: string) => T,
  write: (value: T) => string,
): WritableComputedRef<T> {
  const route = useRoute()
  const router = useRouter()
  return computed<T>({
    get: () => {
      const text = route.query[name]
      return typeof text === 'string' ? read(text) : byDefault
    },
    set: (value) => {
      const text = write(value)
      pending[name] = text === write(byDefault) ? undefined : text
      if (scheduled) return
      scheduled = true
      const path = route.path
      void nextTick(() => {
        scheduled = false
        const changes = pending
        pending = {}
        if (route.path !== path) return
        const query: LocationQueryRaw = { ...route.query, ...changes }
        void router.replace({ query, hash: route.hash })
      })
    },
  })
}

export const useTextState = <Text extends string = string>(
  name: string,
  byDefault: NoInfer<Text> = '' as NoInfer<Text>,
) =>
  useQueryState<Text>(
    name,
    byDefault,
    (text) => text as Text,
    (value) => value,
  )

export const useFlagState = (name: string) =>
  useQueryState<boolean>(
    name,
    false,
    (text) => text === '1',
    (value) => (value ? '1' : ''),
  )

export const useNumberState = (name: string, byDefault: number | undefined) =>
  useQueryState<number | undefined>(
    name,
    byDefault,
    (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : byDefault),
    (value) => (value === undefined ? '' : String(value)),
  )

export const useListState = (name: string) =>
  useQueryState<string[]>(
    name,
    [],
    (text) => text.split(',').filter((part) => part !== ''),
    (value) => value.join(','),
  )
