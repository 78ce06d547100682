import { describe, expect, it } from 'vitest'
import type { Run, Variant } from '@/api/types'
import { shownStages } from './stages'

const two = { stages: [{ title: 'Codes' }, { title: 'Prior' }] } as Variant
const one = { stages: [{ title: 'Training' }] } as Variant
const codes = { stage: 'codes', title: 'Codes', step: 40, trainMillis: 9, converged: true }

describe('the stages of a training', () => {
  it('are nothing to tell where there is one', () => expect(shownStages({ step: 9 } as Run, one)).toEqual([]))
  it('begin where the one before ended', () =>
    expect(shownStages({ step: 41, endedStages: [codes] } as Run, two)).toEqual([
      { title: 'Codes', from: 1, to: 40, converged: true },
      { title: 'Prior', from: 41, to: null, converged: false },
    ]))
  it('have no step before they begin', () =>
    expect(shownStages({ step: 3 } as Run, two).map((stage) => stage.from)).toEqual([1, null]))
  it('that have ended are told without the family', () =>
    expect(shownStages({ step: 41, endedStages: [codes] } as Run, undefined)).toHaveLength(1))
})
