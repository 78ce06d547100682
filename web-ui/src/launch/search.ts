import type { Halving, LaunchRequest, Protocol, Search } from '@/api/types'
import { parseSeeds } from './parseValues'

/** How a sweep goes about it, as the fields say it. */
export interface SearchText {
  kind: 'grid' | 'random'
  count: string
  seed: string
  halving: boolean
  /** Empty until one is chosen. */
  measure: string
  eta: number
  rungs: number
}

export const newSearch = (): SearchText => ({
  kind: 'grid',
  count: '20',
  seed: '1',
  halving: false,
  measure: '',
  eta: 3,
  rungs: 3,
})

export const fewestLevels = 2
export const mostEta = 10
export const mostRungs = 8
const mostCombinations = 500

export interface ParsedSearch {
  request: Pick<LaunchRequest, 'search' | 'halving'>
  problem: string
  field?: 'count' | 'seed'
}

/**
 * Reads how a sweep goes about it. A launch in which nothing varies says nothing of a search, one run nothing of
 * halving.
 */
export function parseSearch(text: SearchText, varies: boolean, several: boolean): ParsedSearch {
  const request: { search?: Search; halving?: Halving } = {}
  if (varies && text.kind === 'random') {
    const count = Number(text.count.trim() || NaN)
    if (!Number.isInteger(count) || count < 1 || count > mostCombinations) {
      const found = text.count.trim() || 'nothing'
      return {
        request,
        problem: `expected 1 to ${mostCombinations} combinations, got ${found}`,
        field: 'count',
      }
    }
    const seed = parseSeeds(text.seed)
    if (seed.problem !== '' || seed.values.length !== 1) {
      const found = text.seed.trim() || 'nothing'
      return { request, problem: `expected a whole number from 0, got ${found}`, field: 'seed' }
    }
    request.search = { kind: 'random', count, seed: seed.values[0] as number }
  }
  if (several && text.halving && text.measure !== '') {
    request.halving = { measure: text.measure, eta: text.eta, rungs: text.rungs }
  }
  return { request, problem: '' }
}

/** What an experiment lets a sweep choose on; empty where it keeps nothing to choose by. */
export const choosesOn = ({ version, validation }: Pick<Protocol, 'version' | 'validation'>) =>
  validation > 0 ? 'validation' : version < 2 ? 'test' : ''

/** What successive halving will do, in one sentence. */
export function halvingSentence({ eta, rungs }: Pick<SearchText, 'eta' | 'rungs'>, on: string): string {
  const pauses = Array.from({ length: rungs - 1 }, (_, index) => `1/${eta ** (rungs - 1 - index)}`)
  const places = pauses.length === 1 ? pauses[0] : `${pauses.slice(0, -1).join(', ')} and ${pauses.at(-1)}`
  return `All runs train to ${pauses[0]} of the budget; at ${places} of it the best 1 in ${eta} by this measure on ${on} go on and the others stop.${
    on === 'test' ? ' What was chosen on test flatters there.' : ''
  }`
}
