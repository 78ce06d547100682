import { describe, expect, it } from 'vitest'
import type { MeasurementContext } from '@/api/types'
import { contextLines, ratioToCeiling } from './context'

const frechet: MeasurementContext = {
  extractor: 'classifier-9f3a0011',
  split: 'test=9000-10000',
  samples: 2500,
  references: 1000,
  sampler: 'Ancestral',
  setting: '',
  biasFloor: 0.25,
  ceiling: { value: 0.5, examples: 2500 },
}

describe('the context of a value', () => {
  it('are told in words: what stood against what, through which eyes, and what real examples score', () =>
    expect(contextLines(frechet)).toEqual([
      '2,500 samples by Ancestral against 1,000 test examples (9000-10000)',
      'seen by classifier-9f3a0011',
      'perfect samples would score about 0.25',
      '2,500 real training examples score 0.5',
    ]))
  it('are told of a likelihood, which knows no samples', () =>
    expect(
      contextLines({
        extractor: '',
        split: 'test',
        samples: 0,
        references: 900,
        sampler: '',
        setting: 'importance-weighted, k = 100',
      }),
    ).toEqual(['900 test examples', 'importance-weighted, k = 100']))
  it('say how many examples a likelihood holds for impossible, where there are some', () => {
    const told = (impossible: number) =>
      contextLines({
        extractor: '',
        split: 'test',
        samples: 0,
        references: 2500,
        sampler: '',
        setting: '',
        impossible,
      })
    expect(told(3)).toEqual(['2,500 test examples', '3 of 2,500 examples have probability 0'])
    expect(told(0)).toEqual(['2,500 test examples'])
  })
  it('say what a likelihood is one of, and how sure its draws are', () =>
    expect(
      contextLines({
        extractor: '',
        split: 'test',
        samples: 0,
        references: 900,
        sampler: '',
        setting: '',
        measure: 'counting',
        given: ['label'],
        standardError: 0.0123,
      }),
    ).toEqual([
      '900 test examples',
      'a probability, given label',
      '± 0.012, the standard error of its draws',
    ]))
  it('count the examples that are impossible, and say which densities can be driven to −∞', () =>
    expect(
      contextLines({
        extractor: '',
        split: 'test',
        samples: 0,
        references: 900,
        sampler: '',
        setting: '',
        measure: 'lebesgue',
        values: 'discrete',
        impossible: 12,
        examplesError: 0.34,
      }),
    ).toEqual([
      '900 test examples',
      'a density, in the units of the data as the model sees them, of discrete values: it can be driven to −∞',
      '12 of 900 examples have probability 0',
      '± 0.34, the standard error over which examples there are',
    ]))
  it('are silent where nothing was told', () => expect(contextLines(undefined)).toEqual([]))
})

describe('the ratio to the ceiling', () => {
  it('is that of the value to what real examples score', () => expect(ratioToCeiling(2, frechet)).toBe(4))
  it('is not told where the ceiling is noise about zero, or unknown', () => {
    expect(ratioToCeiling(2, { ...frechet, biasFloor: 0 })).toBeNaN()
    expect(ratioToCeiling(2, { ...frechet, ceiling: undefined })).toBeNaN()
    expect(ratioToCeiling(2, null)).toBeNaN()
  })
})
