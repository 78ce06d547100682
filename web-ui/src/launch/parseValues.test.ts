import { describe, expect, it } from 'vitest'
import type { Hyperparameter } from '@/api/types'
import { fieldText, parseSeeds, parseValues } from './parseValues'

const parameter = (more: Partial<Hyperparameter>): Hyperparameter => ({
  name: 'latent',
  kind: 'integer',
  help: '',
  unit: '',
  default: 2,
  expectation: 'an integer from 1 to 100',
  min: 1,
  max: 100,
  ...more,
})
const integer = parameter({})
const real = parameter({ kind: 'real', min: 0, max: 1, expectation: 'a number from 0 to 1' })
const rate = parameter({ kind: 'real', min: 1e-7, max: 1, logarithmic: true })
const widths = parameter({ kind: 'integers', max: 4096, default: [128, 128] })

describe('a field', () => {
  it('takes one value', () => expect(parseValues(integer, '20').values).toEqual([20]))
  it('takes several that vary, each once', () =>
    expect(parseValues(integer, '2, 4, 2').values).toEqual([2, 4]))
  it('counts by one between whole numbers', () =>
    expect(parseValues(integer, '1 … 4').values).toEqual([1, 2, 3, 4]))
  it('goes on as it began', () => {
    expect(parseValues(integer, '2, 4 ... 8').values).toEqual([2, 4, 6, 8])
    expect(parseValues(real, '0.1, 0.2 … 0.5').values).toEqual([0.1, 0.2, 0.3, 0.4, 0.5])
  })
  it('goes by decades where the order of magnitude matters', () =>
    expect(parseValues(rate, '1e-4 … 1e-2').values).toEqual([1e-4, 1e-3, 1e-2]))
  it('reads lists by spaces, and several lists by commas', () =>
    expect(parseValues(widths, '128 128, 400').values).toEqual([[128, 128], [400]]))
  it('takes none for a list without entries', () => {
    expect(parseValues(widths, 'none').values).toEqual([[]])
    expect(fieldText([])).toBe('none')
  })
  it('reads yes and no', () => {
    const flag = parameter({ kind: 'flag', expectation: 'true or false' })
    expect(parseValues(flag, 'no, yes').values).toEqual([false, true])
  })
  it('says what it expected and what it found', () => {
    expect(parseValues(integer, '2.5').problem).toBe('expected an integer from 1 to 100, got 2.5')
    expect(parseValues(integer, '0').problem).toContain('got 0')
    expect(parseValues(integer, '').problem).toContain('got nothing')
    expect(parseValues(integer, '1,').problem).not.toBe('')
    expect(parseValues(real, '0.1 … 0.5').problem).toContain('say how it goes on')
  })
  it('refuses a range without end', () => expect(parseSeeds('0 … 100000').problem).toContain('at most 200'))
  it('writes defaults in a form that it reads again', () => {
    for (const [one, value] of [
      [integer, 20],
      [rate, 2e-4],
      [widths, [64, 32]],
    ] as const) {
      expect(parseValues(one, fieldText(value as never)).values).toEqual([value])
    }
  })
})
