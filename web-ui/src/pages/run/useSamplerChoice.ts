import { computed, reactive, ref, watch } from 'vue'
import type { Sampler, Value } from '@/api/types'
import { parseValues } from '@/launch/parseValues'

/** Which sampler of a variant is chosen, and the settings that are typed for it. */
export function useSamplerChoice(samplers: () => Sampler[]) {
  const id = ref('')
  watch(samplers, (list) => (id.value ||= list[0]?.id ?? ''), { immediate: true })
  const sampler = computed(() => samplers().find((one) => one.id === id.value))
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
  return { id, sampler, texts, settings, type }
}
