import { describe, expect, it } from 'vitest'
import type { SweepAnalysis } from '@/api/types'
import { sweepTitle, withTitles } from './titles'

const titleOf = ({ family, variant }: { family: string; variant: string }) => `${family}: the ${variant}`
const variants = [
  { family: 'gan', variant: 'hinge' },
  { family: 'vae', variant: 'beta' },
]

describe('the title of a sweep', () => {
  it('says what varies, and the seeds where there are several', () => {
    expect(sweepTitle({ variants, varied: ['rate', 'width'], seeds: 3 }, titleOf)).toBe(
      'gan: the hinge · vae: the beta: rate × width, 3 seeds',
    )
    expect(sweepTitle({ variants: [variants[0]!], varied: [], seeds: 2 }, titleOf)).toBe(
      'gan: the hinge: 2 seeds',
    )
    expect(sweepTitle({ variants, varied: [], seeds: 1 }, titleOf)).toBe('gan: the hinge · vae: the beta')
  })
})

describe('the axis of variants', () => {
  const run = (id: string, values: Record<string, string | number>) => ({
    id,
    group: id,
    seed: 1,
    family: 'gan',
    variant: 'hinge',
    state: 'finished' as const,
    values,
    measures: {},
  })
  const analysis: Pick<SweepAnalysis, 'axes' | 'runs'> = {
    axes: [
      { name: 'variant', title: 'Variant', kind: 'choice', scale: 'linear', values: ['hinge', 'beta'] },
      { name: 'rate', title: 'rate', kind: 'choice', scale: 'linear', values: ['hinge'] },
    ],
    runs: [
      run('a', { variant: 'hinge', rate: 'hinge' }),
      { ...run('b', { variant: 'beta' }), family: 'vae', variant: 'beta' },
      run('c', { rate: 1 }),
    ],
  }

  it('has titles, and no other axis has', () => {
    const titled = withTitles(analysis, titleOf)
    expect(titled.axes.map((axis) => axis.values)).toEqual([['gan: the hinge', 'vae: the beta'], ['hinge']])
    expect(titled.runs.map((one) => one.values)).toEqual([
      { variant: 'gan: the hinge', rate: 'hinge' },
      { variant: 'vae: the beta' },
      { rate: 1 },
    ])
  })
})
