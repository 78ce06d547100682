import { useNow as useTicker } from '@vueuse/core'

const now = useTicker({ interval: 10_000 })

/** The time, for ages; ticks every ten seconds. */
export const useNow = () => now
