import { describe, expect, it } from 'vitest'
import type { Family, Run, SampleSet } from '@/api/types'
import { fromTheSameNoise } from './noise'

const families = [
  { id: 'flow', variants: [{ id: 'nice', samplers: [{ id: 'exact', baseNoise: true }] }] },
  { id: 'gan', variants: [{ id: 'plain', samplers: [{ id: 'prior', baseNoise: true }] }] },
  { id: 'mcmc', variants: [{ id: 'hmc', samplers: [{ id: 'chains', baseNoise: false }] }] },
] as unknown as Family[]
const one = (family: string, variant: string, sampler: string, version = 2, noiseSeed = 1) => ({
  run: { group: family, family, variant, setup: { protocol: { version } } } as unknown as Run,
  set: { sampler, noiseSeed } as unknown as SampleSet,
})

describe('the same noise', () => {
  it('is claimed where all samplers start from the noise that families share', () => {
    expect(fromTheSameNoise([one('flow', 'nice', 'exact'), one('gan', 'plain', 'prior')], families)).toBe(
      true,
    )
  })
  it('is not claimed of chains, of other seeds, of older experiments, of one set or of what is not drawn', () => {
    const flow = one('flow', 'nice', 'exact')
    const gan = one('gan', 'plain', 'prior')
    expect(fromTheSameNoise([flow, one('mcmc', 'hmc', 'chains')], families)).toBe(false)
    expect(fromTheSameNoise([flow, one('gan', 'plain', 'prior', 2, 5)], families)).toBe(false)
    expect(fromTheSameNoise([one('flow', 'nice', 'exact', 1), gan], families)).toBe(false)
    expect(fromTheSameNoise([flow], families)).toBe(false)
    expect(fromTheSameNoise([flow, one('gan', 'plain', '')], families)).toBe(false)
  })
  it('is claimed of the seeds of one group whatever its sampler', () => {
    expect(
      fromTheSameNoise([one('mcmc', 'hmc', 'chains', 1), one('mcmc', 'hmc', 'chains', 1)], families),
    ).toBe(true)
  })
})
