import { reactive, computed, type Ref } from 'vue'
import type { Family, LaunchItem, LaunchRequest, Run, Value, Variant } from '@/api/types'
import { fieldText, parseSeeds, parseValues } from './parseValues'

/** A family as it will be launched: what its fields say, by name; what is not there keeps its default. */
export interface DraftItem {
  id: number
  family: string
  variant: string
  texts: Record<string, string>
  open: boolean
}

export interface Draft {
  items: DraftItem[]
  seeds: string
  device: string
}

// A panel that is closed and opened again has forgotten nothing.
const drafts = reactive(new Map<string, Draft>())
let nextId = 1

export function useDraft(experiment: string, families: Ref<Family[] | undefined>) {
  if (!drafts.has(experiment)) drafts.set(experiment, { items: [], seeds: '1', device: 'auto' })
  const draft = drafts.get(experiment)!

  const variantOf = (item: DraftItem): Variant | undefined =>
    families.value
      ?.find((family) => family.id === item.family)
      ?.variants.find((variant) => variant.id === item.variant)

  function add(family: string, variant: string): DraftItem {
    draft.items.push({ id: nextId++, family, variant, texts: {}, open: false })
    return draft.items.at(-1)!
  }
  function remove(item: DraftItem) {
    draft.items = draft.items.filter((one) => one.id !== item.id)
  }
  function takeRun(run: Run) {
    const texts = Object.fromEntries(run.given.map((name) => [name, fieldText(run.values[name]!)]))
    draft.items = [{ id: nextId++, family: run.family, variant: run.variant, texts, open: true }]
    draft.seeds = String(run.seed)
    draft.device = run.device
  }

  const seeds = computed(() => parseSeeds(draft.seeds))
  const problems = computed(() =>
    draft.items.flatMap((item) => {
      const variant = variantOf(item)
      return (variant?.hyperparameters ?? [])
        .filter((parameter) => item.texts[parameter.name] !== undefined)
        .map((parameter) => parseValues(parameter, item.texts[parameter.name]!).problem)
        .filter((problem) => problem !== '')
    }),
  )
  const request = computed<LaunchRequest | undefined>(() => {
    if (draft.items.length === 0 || problems.value.length > 0 || seeds.value.problem !== '') return undefined
    const items = draft.items.map((item) => launchItem(item, variantOf(item)))
    return { items, seeds: seeds.value.values as number[], device: draft.device }
  })

  return { draft, variantOf, add, remove, takeRun, seeds, request }
}

/** What is sent: single values as they are, several as a list. */
export function launchItem(item: DraftItem, variant: Variant | undefined): LaunchItem {
  const values: Record<string, Value | Value[]> = {}
  for (const parameter of variant?.hyperparameters ?? []) {
    const text = item.texts[parameter.name]
    if (text === undefined) continue
    const parsed = parseValues(parameter, text).values
    values[parameter.name] = parsed.length === 1 ? parsed[0]! : parsed
  }
  return { family: item.family, variant: item.variant, values }
}
