import { describe, expect, it } from 'vitest'
import { halvingSentence, newSearch, parseSearch } from './search'

describe('a search', () => {
  const random = { ...newSearch(), kind: 'random' as const }
  it('is not spoken of where nothing varies', () =>
    expect(parseSearch({ ...random, halving: true, measure: 'nll' }, false, false).request).toEqual({}))
  it('by grid is what the server does anyway', () =>
    expect(parseSearch(newSearch(), true, true).request).toEqual({}))
  it('at random says how many and from which seed', () =>
    expect(parseSearch({ ...random, count: '8', seed: '3' }, true, true).request.search).toEqual({
      kind: 'random',
      count: 8,
      seed: 3,
    }))
  it('is refused at the field to blame', () => {
    expect(parseSearch({ ...random, count: '0' }, true, true)).toMatchObject({ field: 'count' })
    expect(parseSearch({ ...random, count: '' }, true, true).problem).toContain('got nothing')
    expect(parseSearch({ ...random, seed: '1, 2' }, true, true)).toMatchObject({ field: 'seed' })
  })
  it('stops hopeless runs early only where a measure was chosen, and among several runs', () => {
    const halving = { ...newSearch(), halving: true }
    expect(parseSearch(halving, true, true).request.halving).toBeUndefined()
    const chosen = { ...halving, measure: 'coverage' }
    expect(parseSearch(chosen, false, true).request.halving).toEqual({
      measure: 'coverage',
      eta: 3,
      rungs: 3,
    })
    expect(parseSearch(chosen, false, false).request.halving).toBeUndefined()
  })
  it('explains successive halving with its numbers', () => {
    expect(halvingSentence({ eta: 3, rungs: 3 }, 'validation')).toContain(
      'at 1/9 and 1/3 of it the best 1 in 3',
    )
    expect(halvingSentence({ eta: 2, rungs: 2 }, 'test')).toContain(
      'All runs train to 1/2 of the budget; at 1/2',
    )
  })
})
