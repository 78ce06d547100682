import { describe, expect, it } from 'vitest'
import type { ExperimentSetup, PinnedRun } from '@/api/types'
import { setupDifferences, setupParts } from './setup'

const clip = {
  run: 'clip1',
  step: 2000,
  checkpointSha256: '9f3a0011beef',
} as PinnedRun

const setup = (features: PinnedRun | null) =>
  ({
    data: {
      dataSet: 'shapes',
      split: '',
      preprocessing: { scaling: 'unit', binarisation: 'none' },
      secondPreprocessing: null,
    },
    budget: { unit: 'steps', amount: 100, batchSize: 10 },
    protocol: {
      evaluationSamples: 100,
      testExamples: 100,
      noiseSeed: 1,
      version: 2,
      validation: 0,
      features,
    },
  }) as ExperimentSetup

describe('the line of a setup', () => {
  const parts = (validation: number, version: number) =>
    setupParts({ ...setup(null), protocol: { ...setup(null).protocol, validation, version } })
  it('says what is kept to choose by, and that an experiment is of old', () => {
    expect(parts(0.1, 2)).toContain('validation 10 %')
    expect(parts(0, 1)).toContain('protocol version 1')
    expect(parts(0, 2).join()).not.toMatch(/validation|version/)
  })
})

describe('differences between setups', () => {
  it('name the checkpoint in whose features an experiment measures', () => {
    expect(setupDifferences([setup(clip), setup(clip)])).toEqual([])
    expect(setupDifferences([setup(null), setup(clip), setup({ ...clip, step: 400 })])).toEqual([
      {
        what: 'features',
        values: ['none', 'run clip1 at step 2,000 (9f3a0011)', 'run clip1 at step 400 (9f3a0011)'],
      },
    ])
  })
})
