import { expect, it } from 'vitest'
import type { DataSet, HalfOfSet } from '@/api/types'
import { spellingOf, targetsOf, textHalf } from './leads'

const picture: HalfOfSet = { kind: 'image', shape: [2, 2, 1], eightBit: true, symbols: [], columns: [] }
const text: HalfOfSet = {
  kind: 'sequence',
  shape: [9, 1],
  eightBit: false,
  symbols: [' ', 'a', 'b'],
  columns: [],
}
const captions = { classes: ['cross'], halves: [picture, text] } as unknown as DataSet

it('a guide is led to a text where that half is one, else to half of a test example', () => {
  expect(targetsOf({ leadsTo: ['second'] }, captions)).toEqual(['text', 'example'])
  expect(targetsOf({ leadsTo: ['label', 'first'] }, captions)).toEqual(['label', 'example'])
  expect(targetsOf({ leadsTo: ['first', 'second'] }, captions)).toEqual(['example', 'text'])
  expect(targetsOf({ leadsTo: ['label', 'second'] }, { ...captions, classes: [], halves: [] })).toEqual([])
})

it('how a text is written is said with its symbols and how many there may be', () => {
  expect(spellingOf(textHalf({ leadsTo: ['label', 'second'] }, captions)!)).toBe(
    'at most 9 letters of blank a b',
  )
  expect(spellingOf({ shape: [3, 1], symbols: ['red', 'cross'] })).toBe('at most 3 words of red cross')
  expect(textHalf({ leadsTo: ['label', 'first'] }, captions)).toBeUndefined()
})
