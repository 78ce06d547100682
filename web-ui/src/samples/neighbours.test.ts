import { expect, test } from 'vitest'
import type { Neighbours } from '@/api/types'
import { nearness, nearRows } from './neighbours'

const found = (distances: Neighbours['distances']): Neighbours => ({
  space: 'raw coordinates',
  distances,
  samples: 1000,
  trainingExamples: 8000,
  usualMedian: 1,
  usualLow: 0.1,
})

test('a copy is called one, and a sample nearer than 95 % of test examples is told', () => {
  const neighbours = found([
    [0, 0.5],
    [0.05, 0.2],
    [0.1, 0.2],
    [2, 3],
  ])
  expect(nearness(neighbours, 0)).toBe('a copy')
  expect(nearness(neighbours, 1)).toContain('nearer than 95 %')
  expect(nearness(neighbours, 2)).toBe('')
  expect(nearRows(neighbours)).toBe(2)
})

test('a distance that is no number is not near', () => {
  expect(nearness(found([['NaN']]), 0)).toBe('')
  expect(nearness(found([]), 0)).toBe('')
})
