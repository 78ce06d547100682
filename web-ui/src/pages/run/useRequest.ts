import { computed, reactive, ref, watch } from 'vue'
import { useFamilyLookup } from '@/api/queries'
import type { Run, Value } from '@/api/types'
import { parseValues } from '@/launch/parseValues'

export type Request = ReturnType<typeof useRequest>

/**
 * What can be asked of a checkpoint has in common: which one, by which sampler, from which noise, and what went wrong.
 *
 * @param sampled whether a sampler has part in it
 */
export function useRequest(run: () => Run, sampled: () => boolean = () => true) {
  const { variant } = useFamilyLookup()
  const samplers = computed(() => (sampled() ? (variant(run())?.samplers ?? []) : []))
  const samplerId = ref('')
  watch(samplers, (list) => (samplerId.value ||= list[0]?.id ?? ''), { immediate: true })
  const sampler = computed(() => samplers.value.find((one) => one.id === samplerId.value))
  const texts = reactive<Record<string, string>>({})
  const settings = computed(() => {
    const found: Record<string, Value> = {}
    let problem = ''
    for (const setting of sampler.value?.settings ?? []) {
      const text = texts[setting.name]
      if (text === undefined) continue
      const parsed = parseValues(setting, text)
      if (parsed.problem !== '' || parsed.values.length !== 1)
        problem = parsed.problem || 'one value at a time'
      else found[setting.name] = parsed.values[0]!
    }
    return { found, problem }
  })
  function type(name: string, text: string | undefined) {
    if (text === undefined) delete texts[name]
    else texts[name] = text
  }

  const step = ref('')
  const noiseSeed = ref(run().setup.protocol.noiseSeed)
  const busy = computed(() => !run().ended)
  const problem = ref<unknown>()
  /** What both requests hold. */
  const request = computed(() => ({
    step: step.value === '' ? undefined : Number(step.value),
    noiseSeed: noiseSeed.value,
    sampler: sampler.value?.id,
    settings: settings.value.found,
  }))
  /** Keeps what the server refuses. */
  async function send(call: () => Promise<void>) {
    problem.value = undefined
    try {
      await call()
    } catch (found) {
      problem.value = found
    }
  }
  return reactive({
    samplers,
    samplerId,
    sampler,
    texts,
    settings,
    type,
    step,
    noiseSeed,
    busy,
    problem,
    request,
    send,
  })
}
