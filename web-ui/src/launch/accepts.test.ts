import { describe, expect, it } from 'vitest'
import type { DataSet, Ground, Variant } from '@/api/types'
import { refusal } from './accepts'

const variant = (accepts: Partial<Variant['accepts']>) =>
  ({ accepts: { kinds: ['vector', 'image'], ranges: ['real'], labels: false, ...accepts } }) as Variant
const points = { kind: 'vector', classes: [] as string[] } as DataSet
const ground = (preprocessing: Partial<Ground['data']['preprocessing']> = {}) =>
  ({
    data: { preprocessing: { dequantise: false, scaling: 'none', binarisation: 'none', ...preprocessing } },
  }) as Ground

describe('a family', () => {
  it('is offered where its variant accepts the data', () =>
    expect(refusal(variant({}), ground(), points)).toBe(''))
  it('says which kind of data it wants', () =>
    expect(refusal(variant({ kinds: ['image'] }), ground(), points)).toContain('kind image'))
  it('says which values it wants, and what changes them', () =>
    expect(refusal(variant({}), ground({ scaling: 'unit' }), points)).toContain('here they are unit'))
  it('takes binarised values as binary, whatever their scaling', () =>
    expect(
      refusal(variant({ ranges: ['binary'] }), ground({ scaling: 'unit', binarisation: 'static' }), points),
    ).toBe(''))
  it('for numbers refuses symbols, and the other way round', () => {
    const words = { kind: 'sequence', classes: [] as string[], symbols: ['a', 'b'] } as DataSet
    const ways = { kind: 'sequence', classes: [] as string[], symbols: [] as string[] } as DataSet
    const ofSymbols = variant({ kinds: ['sequence'], ranges: ['symbols'] })
    const ofNumbers = variant({ kinds: ['sequence'], ranges: ['real'] })
    expect(refusal(ofSymbols, ground(), words)).toBe('')
    expect(refusal(ofNumbers, ground(), ways)).toBe('')
    expect(refusal(ofNumbers, ground(), words)).toContain('sequences of symbols')
    expect(refusal(ofSymbols, ground(), ways)).toContain('these are numbers')
  })
  it('says that it wants labels', () =>
    expect(refusal(variant({ labels: true }), ground(), points)).toContain('no classes'))
})
