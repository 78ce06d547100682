import { reactive, computed, type Ref } from 'vue'
import type { Family, LaunchItem, LaunchRequest, Run, RunChoice, Value, Variant } from '@/api/types'
import { fieldText, parseSeeds, parseValues } from './parseValues'
import { parseRange, type RangeText } from './ranges'
import { newSearch, parseSearch, type SearchText } from './search'

/** A family as it will be launched: what its fields say, by name; what is not there keeps its default. */
export interface DraftItem {
  id: number
  family: string
  variant: string
  texts: Record<string, string>
  /** In place of a text, where a range is requested. */
  ranges: Record<string, RangeText>
  /** The runs that it builds on, by role. */
  on: Record<string, RunChoice>
  open: boolean
}

export interface Draft {
  items: DraftItem[]
  seeds: string
  device: string
  search: SearchText
}

// A panel that is closed and opened again has forgotten nothing.
const drafts = reactive(new Map<string, Draft>())
let nextId = 1

export function useDraft(experiment: string, families: Ref<Family[] | undefined>) {
  if (!drafts.has(experiment))
    drafts.set(experiment, { items: [], seeds: '1', device: 'auto', search: newSearch() })
  const draft = drafts.get(experiment)!

  const variantOf = (item: DraftItem): Variant | undefined =>
    families.value
      ?.find((family) => family.id === item.family)
      ?.variants.find((variant) => variant.id === item.variant)

  function add(family: string, variant: string): DraftItem {
    draft.items.push({ id: nextId++, family, variant, texts: {}, ranges: {}, on: {}, open: false })
    return draft.items.at(-1)!
  }
  function remove(item: DraftItem) {
    draft.items = draft.items.filter((one) => one.id !== item.id)
  }
  function takeRun(run: Run) {
    const texts = Object.fromEntries(run.given.map((name) => [name, fieldText(run.values[name]!)]))
    const { family, variant } = run
    const on = Object.fromEntries(
      Object.entries(run.on ?? {}).map(([role, pin]) => [role, { run: pin.run, step: pin.step }]),
    )
    draft.items = [{ id: nextId++, family, variant, texts, ranges: {}, on, open: true }]
    draft.seeds = String(run.seed)
    draft.device = run.device
    draft.search = newSearch()
  }

  const seeds = computed(() => parseSeeds(draft.seeds))
  /** Whether values vary, so that there is something to search. */
  const varies = computed(() =>
    draft.items.some(
      (item) =>
        Object.keys(item.ranges).length > 0 ||
        (variantOf(item)?.hyperparameters ?? []).some((parameter) => {
          const text = item.texts[parameter.name]
          return text !== undefined && parseValues(parameter, text).values.length > 1
        }),
    ),
  )
  const several = computed(() => varies.value || draft.items.length > 1 || seeds.value.values.length > 1)
  const random = computed(() => varies.value && draft.search.kind === 'random')
  const search = computed(() => parseSearch(draft.search, varies.value, several.value))
  const problems = computed(() =>
    draft.items.flatMap((item) => problemsOf(item, variantOf(item), random.value)),
  )
  const request = computed<LaunchRequest | undefined>(() => {
    const refused = problems.value.length > 0 || seeds.value.problem !== '' || search.value.problem !== ''
    if (draft.items.length === 0 || refused) return undefined
    const items = draft.items.map((item) => launchItem(item, variantOf(item), random.value))
    const request = search.value.request
    return { items, seeds: seeds.value.values as number[], device: draft.device, ...request }
  })

  return { draft, variantOf, add, remove, takeRun, seeds, varies, several, random, search, request }
}

/** The titles of the roles that must be taken and are not. */
export function missingRuns(item: DraftItem, variant: Variant | undefined): string[] {
  return (variant?.buildsOn ?? [])
    .filter((role) => !role.optional && item.on[role.role] === undefined)
    .map((role) => role.title)
}

function problemsOf(item: DraftItem, variant: Variant | undefined, random: boolean): string[] {
  const values = (variant?.hyperparameters ?? [])
    .map((parameter) => {
      const range = item.ranges[parameter.name]
      if (range) return parseRange(parameter, range, random).problem
      const text = item.texts[parameter.name]
      return text === undefined ? '' : parseValues(parameter, text).problem
    })
    .filter((problem) => problem !== '')
  return [...missingRuns(item, variant), ...values]
}

/** What is sent: single values as they are, several as a list, ranges as they are. */
export function launchItem(item: DraftItem, variant: Variant | undefined, random: boolean): LaunchItem {
  const values: LaunchItem['values'] = {}
  for (const parameter of variant?.hyperparameters ?? []) {
    const requested = item.ranges[parameter.name]
    const range = requested && parseRange(parameter, requested, random).range
    if (range) values[parameter.name] = range
    const text = item.texts[parameter.name]
    if (text === undefined || requested) continue
    const parsed: Value[] = parseValues(parameter, text).values
    values[parameter.name] = parsed.length === 1 ? parsed[0]! : parsed
  }
  const on = Object.fromEntries(
    (variant?.buildsOn ?? []).flatMap(({ role }) => (item.on[role] ? [[role, item.on[role]]] : [])),
  )
  return {
    family: item.family,
    variant: item.variant,
    values,
    ...(Object.keys(on).length > 0 ? { on } : {}),
  }
}
