import { describe, expect, it } from 'vitest'
import type { Hyperparameter } from '@/api/types'
import { parseRange, rangeAround, valuesOf, type RangeText } from './ranges'

const rate: Hyperparameter = {
  name: 'learningRate',
  kind: 'real',
  help: '',
  unit: '',
  default: 1e-3,
  expectation: 'a number from 1e-7 to 1',
  min: 1e-7,
  max: 1,
  logarithmic: true,
}
const latent: Hyperparameter = {
  ...rate,
  name: 'latent',
  kind: 'integer',
  default: 2,
  expectation: 'an integer from 1 to 100',
  min: 1,
  max: 100,
  logarithmic: false,
}
const text = (more: Partial<RangeText> = {}): RangeText => ({
  from: '1e-4',
  to: '1e-2',
  scale: 'log',
  count: '3',
  ...more,
})

describe('a range', () => {
  it('is a grid of evenly spaced values, both ends among them', () => {
    expect(parseRange(rate, text(), false).values).toEqual([1e-4, 1e-3, 1e-2])
    expect(parseRange(rate, text({ from: '0.1', to: '0.5', scale: 'linear' }), false).values).toEqual([
      0.1, 0.3, 0.5,
    ])
  })
  it('of whole numbers has each of them once', () => {
    expect(valuesOf({ from: 1, to: 4, scale: 'linear', count: 9 }, true)).toEqual([1, 2, 3, 4])
    expect(valuesOf({ from: 1, to: 100, scale: 'log', count: 5 }, true)).toEqual([1, 3, 10, 32, 100])
  })
  it('that is drawn from needs no count', () => {
    const drawn = parseRange(rate, text({ count: '' }), true)
    expect(drawn.problem).toBe('')
    expect(drawn.range).toEqual({ from: 1e-4, to: 1e-2, scale: 'log' })
  })
  it('is refused at the field to blame, with what was expected', () => {
    const blamed = (parameter: Hyperparameter, more: Partial<RangeText>) => {
      const { field, problem, range } = parseRange(parameter, text(more), false)
      expect(range).toBeUndefined()
      return `${field} ${problem}`
    }
    expect(blamed(rate, { from: '' })).toBe('from from: expected a number from 1e-7 to 1, got nothing')
    expect(blamed(rate, { to: '2' })).toContain('got 2')
    expect(blamed(latent, { from: '1.5' })).toContain('expected an integer')
    expect(blamed(rate, { from: '0.1', to: '0.1' })).toContain('to to: expected more than 0.1')
    expect(blamed(rate, { count: '1' })).toContain('count expected 2 to 500 values, got 1')
    expect(blamed({ ...rate, min: -1 }, { from: '0' })).toContain('above 0 on a log scale')
  })
  it('begins around the default, as far as is allowed, and can be read as it stands', () => {
    expect(rangeAround(rate)).toEqual({ from: '1e-4', to: '0.01', scale: 'log', count: '3' })
    for (const parameter of [rate, latent, { ...latent, default: 100 }, { ...rate, default: 0, min: 0 }]) {
      expect(parseRange(parameter, rangeAround(parameter), false).problem).toBe('')
    }
  })
})
