import { describe, expect, it } from 'vitest'
import type { Variant } from '@/api/types'
import { launchItem, missingRuns, type DraftItem } from './useDraft'

describe('a variant that builds on another run', () => {
  const variant = {
    hyperparameters: [],
    buildsOn: [
      { role: 'codes', title: 'Codes', optional: false },
      { role: 'start', title: 'Start', optional: true },
    ],
  } as unknown as Variant
  const draft = (on: DraftItem['on']): DraftItem => ({
    id: 1,
    family: 'prior',
    variant: 'plain',
    texts: {},
    ranges: {},
    on,
    open: false,
  })
  it('is not launched before a run is chosen for each role that is no option', () => {
    expect(missingRuns(draft({}), variant)).toEqual(['Codes'])
    expect(missingRuns(draft({ codes: { run: 'a' } }), variant)).toEqual([])
  })
  it('sends the chosen runs by role, and nothing for roles that are left out', () => {
    expect(launchItem(draft({ codes: { run: 'a', step: 40 } }), variant, false).on).toEqual({
      codes: { run: 'a', step: 40 },
    })
    expect(launchItem(draft({}), { ...variant, buildsOn: [] } as Variant, false)).not.toHaveProperty('on')
  })
})
