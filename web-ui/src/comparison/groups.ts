import type { LeaderboardColumn, Direction, Exactness, Run, StateName, Value } from '@/api/types'
import { setupDifferences } from '@/format/setup'

/** Runs that differ by seed alone. */
export interface Group {
  key: string
  family: string
  variant: string
  label: string
  /** Which of its family's groups it is; chooses dash and shade. */
  rank: number
  runs: Run[]
}

/** A short name for the address line. */
export function shortKey(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

export function valueText(value: Value | undefined): string {
  if (value === undefined) return '–'
  if (Array.isArray(value)) return value.join(' × ') || 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') {
    const tidy = Number(value.toPrecision(6))
    const plain = tidy === 0 || (Math.abs(tidy) >= 1e-3 && Math.abs(tidy) < 1e6)
    return (plain ? String(tidy) : tidy.toExponential()).replace('e+', 'e').replaceAll('-', '−')
  }
  return String(value)
}

/** Names of parameters that take several values among runs of one variant, in the order of their schema. */
export function differingParameters(runs: Run[]): string[] {
  const seen = new Map<string, Map<string, string>>()
  const differing = new Set<string>()
  for (const run of runs) {
    const variant = `${run.family}/${run.variant}`
    const first = seen.get(variant) ?? new Map<string, string>()
    seen.set(variant, first)
    for (const [name, value] of Object.entries(run.values)) {
      const text = JSON.stringify(value)
      const before = first.get(name)
      if (before === undefined) first.set(name, text)
      else if (before !== text) differing.add(name)
    }
  }
  return [...differing]
}

/** Groups in the order of their first run, labelled by variant and by what differs. */
export function groupRuns(runs: Run[], variantTitle: (run: Run) => string): Group[] {
  const byKey = new Map<string, Run[]>()
  for (const run of runs) {
    const key = `${run.experimentId} ${run.group}`
    const list = byKey.get(key)
    if (list) list.push(run)
    else byKey.set(key, [run])
  }
  const differing = differingParameters(runs)
  const ranks = new Map<string, number>()
  const groups = [...byKey].map(([key, members]) => {
    const first = members[0]!
    const rank = ranks.get(first.family) ?? 0
    ranks.set(first.family, rank + 1)
    const told = differing
      .filter((name) => first.values[name] !== undefined && differsWithin(runs, first, name))
      .map((name) => `${name} ${valueText(first.values[name])}`)
    return {
      key: shortKey(key),
      family: first.family,
      variant: first.variant,
      label: [variantTitle(first), ...told].join(', '),
      rank,
      runs: [...members].sort((a, b) => a.seed - b.seed),
    }
  })
  return toldApart(groups)
}

/** Groups of several experiments may be alike in all but their setup: what differs there tells them apart, else a number. */
function toldApart(groups: Group[]): Group[] {
  const byLabel = new Map<string, Group[]>()
  for (const group of groups) byLabel.set(group.label, [...(byLabel.get(group.label) ?? []), group])
  return groups.map((group) => {
    const alike = byLabel.get(group.label)!
    if (alike.length === 1) return group
    const setups = alike.map((one) => one.runs[0]!.setup)
    const mine = alike.indexOf(group)
    const distinct = setupDifferences(setups).find(({ values }) => values.length === alike.length)
    // Where all of them differ in something, the values come in the order of the groups.
    const told = distinct ? `${distinct.what} ${distinct.values[mine]}` : `no. ${mine + 1}`
    return { ...group, label: `${group.label}, ${told}` }
  })
}

const variantCache = new WeakMap<Run[], Map<string, Set<string>>>()

function differsWithin(runs: Run[], run: Run, name: string): boolean {
  let byVariant = variantCache.get(runs)
  if (!byVariant) {
    byVariant = new Map()
    const members = new Map<string, Run[]>()
    for (const one of runs) {
      const variant = `${one.family}/${one.variant}`
      const list = members.get(variant)
      if (list) list.push(one)
      else members.set(variant, [one])
    }
    for (const [variant, list] of members) byVariant.set(variant, new Set(differingParameters(list)))
    variantCache.set(runs, byVariant)
  }
  return byVariant.get(`${run.family}/${run.variant}`)?.has(name) ?? false
}

/**
 * The sign before a likelihood. What is bounded from below is log p, so a negative log-likelihood is bounded from
 * above: the true one is at most what is shown.
 */
export function exactnessMark(exactness: Exactness | undefined, direction: Direction): string {
  if (exactness === 'estimate') return '≈'
  if (exactness === 'lower_bound') return direction === 'lower' ? '≤' : '≥'
  return ''
}

export const arrow = (direction: Direction): string =>
  direction === 'higher' ? '↑' : direction === 'lower' ? '↓' : ''

/** How many runs stand where, the state that needs attention first. */
export function states(group: Group): [StateName, number][] {
  const order: StateName[] = [
    'failed',
    'crashed',
    'running',
    'starting',
    'queued',
    'waiting',
    'cancelled',
    'finished',
  ]
  return order
    .map((name): [StateName, number] => [name, group.runs.filter((run) => run.state.name === name).length])
    .filter(([, number]) => number > 0)
}

/** Sorted by a column in its own direction (the best first) or against it; what has no value comes last. */
export function sortBy<T>(
  items: T[],
  column: LeaderboardColumn | undefined,
  reverse: boolean,
  valueOf: (item: T, column: LeaderboardColumn) => number,
): T[] {
  if (!column) return reverse ? [...items].reverse() : items
  const sign = (column.direction === 'higher' ? -1 : 1) * (reverse ? -1 : 1)
  const keyed = items.map((item) => ({ item, value: valueOf(item, column) }))
  keyed.sort((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value))
      return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value))
    return sign * (a.value - b.value)
  })
  return keyed.map(({ item }) => item)
}
