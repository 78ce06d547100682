import { expect, it } from 'vitest'
import { factorsInWords } from './factors'

it('tells factors by the names of their values, or by number and unit', () => {
  const known = [
    { name: 'shape', unit: '', names: ['square', 'ellipse'] },
    { name: 'radius', unit: 'pixels', names: [] },
    { name: 'gain', unit: '', names: [] },
  ]
  expect(factorsInWords([1, 7.123, 2], known)).toBe('shape ellipse, radius 7.12 pixels, gain 2')
  // The names come with the statistics, which may still be on their way.
  expect(factorsInWords([1, 7.123, 2], [])).toBe('')
  expect(factorsInWords([], known)).toBe('')
})
