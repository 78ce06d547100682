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
  it('of pairs says which half it refuses, and that it wants halves that belong together', () => {
    const images = { kinds: ['image'], ranges: ['unit'], labels: false } as Variant['accepts']
    const text = { kinds: ['sequence'], ranges: ['symbols'], labels: false } as Variant['accepts']
    const captions = variant({
      kinds: ['pair'],
      ranges: [],
      pairs: { first: images, second: text, alignment: 'aligned' },
    })
    const picture = { kind: 'image', symbols: [] as string[] }
    const words = { kind: 'sequence', symbols: ['a', 'b'] }
    const set = (aligned: boolean, ...halves: object[]) =>
      ({
        kind: 'pair',
        aligned,
        halves,
        classes: [] as string[],
        symbols: [] as string[],
      }) as unknown as DataSet
    expect(refusal(captions, ground({ scaling: 'unit' }), set(true, picture, words))).toBe('')
    expect(refusal(captions, ground({ scaling: 'unit' }), set(true, picture, picture))).toContain(
      'Second half: Wants',
    )
    expect(refusal(captions, ground(), set(true, picture, words))).toContain(
      'First half: Wants values that are unit',
    )
    expect(refusal(captions, ground(), set(false, picture, words))).toContain('two unpaired domains')
  })
  it('says that it wants labels', () =>
    expect(refusal(variant({ labels: true }), ground(), points)).toContain('no classes'))
})
