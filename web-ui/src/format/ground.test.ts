import { describe, expect, it } from 'vitest'
import type { Ground, PinnedRun } from '@/api/types'
import { groundDifferences } from './ground'

const clip = {
  run: 'clip1',
  step: 2000,
  checkpointSha256: '9f3a0011beef',
} as PinnedRun

const ground = (features: PinnedRun | null) =>
  ({
    data: { dataSet: 'shapes', split: '', preprocessing: { scaling: 'unit' }, secondPreprocessing: null },
    budget: { unit: 'steps', amount: 100, batchSize: 10 },
    protocol: { evaluationSamples: 100, testExamples: 100, noiseSeed: 1, features },
  }) as Ground

describe('differences between grounds', () => {
  it('name the checkpoint in whose features an experiment measures', () => {
    expect(groundDifferences([ground(clip), ground(clip)])).toEqual([])
    expect(groundDifferences([ground(null), ground(clip), ground({ ...clip, step: 400 })])).toEqual([
      {
        what: 'features',
        values: ['none', 'run clip1 at step 2,000 (9f3a0011)', 'run clip1 at step 400 (9f3a0011)'],
      },
    ])
  })
})
