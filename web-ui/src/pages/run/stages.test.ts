import { describe, expect, it } from 'vitest'
import type { EndedStage, RunDetails, Variant } from '@/api/types'
import { shownStages } from './stages'

const two = { stages: [{ title: 'Codes' }, { title: 'Prior' }] } as Variant
const one = { stages: [{ title: 'Training' }] } as Variant
const codes = { stage: 'codes', title: 'Codes', step: 40, trainMillis: 9, converged: true }
const run = (step: number, ...endedStages: EndedStage[]) => ({ step, endedStages }) as RunDetails

describe('the stages of a training', () => {
  it('are nothing to tell where there is one', () => expect(shownStages(run(9), one)).toEqual([]))
  it('begin where the one before ended', () =>
    expect(shownStages(run(41, codes), two)).toEqual([
      { title: 'Codes', from: 1, to: 40, converged: true },
      { title: 'Prior', from: 41, to: null, converged: false },
    ]))
  it('have no step before they begin', () =>
    expect(shownStages(run(3), two).map((stage) => stage.from)).toEqual([1, null]))
  it('that have ended are told without the family', () =>
    expect(shownStages(run(41, codes), undefined)).toHaveLength(1))
})
