import { describe, expect, it } from 'vitest'
import type { SampleSet } from '@/api/types'
import { inOrder, sharedKinds, titleIn } from './views'

const views = [
  { id: 'samples', title: 'samples' },
  { id: 'completion', title: 'completion' },
  { id: 'traversal', title: 'latent traversal' },
]
const set = (kind: string) => ({ kind }) as SampleSet

describe('views', () => {
  it('are called as the registry says, and readable where it says nothing', () => {
    expect(titleIn(views, 'traversal')).toBe('latent traversal')
    expect(titleIn(views, 'day_and_night')).toBe('day and night')
    expect(titleIn([], 'samples')).toBe('samples')
  })
  it('stand in the order of the registry, unknown ones last', () =>
    expect(inOrder(['z', 'traversal', 'a', 'samples', 'traversal'], views)).toEqual([
      'samples',
      'traversal',
      'a',
      'z',
    ]))
  it('are shared where all runs that have any have them; test examples are background', () => {
    const lists = [
      ['traversal', 'new_one', 'samples', 'reference'],
      ['samples', 'new_one'],
      ['reference'],
      [],
    ].map((kinds) => kinds.map(set))
    expect(sharedKinds(lists, views)).toEqual(['samples', 'new_one'])
    expect(sharedKinds([[set('reference')]], views)).toEqual([])
  })
})
