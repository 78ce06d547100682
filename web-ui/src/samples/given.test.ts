import { describe, expect, it } from 'vitest'
import { drawsOf, groupsOf, lengthsOfRows, roleOf } from './given'

const no = NaN

describe('rows of what was given, draws and the whole', () => {
  it('have a head for each part', () => {
    expect(groupsOf(8).map(({ columns }) => columns)).toEqual([1, 6, 1])
    expect([0, 1, 2, 3, 4].map((index) => roleOf(index, 4))).toEqual([
      'given',
      'drawn',
      'drawn',
      'whole',
      'given',
    ])
    expect([...drawsOf(Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5), 2, 3)]).toEqual([1, 1, 4, 4])
  })
  it('of sequences do not end where an element is not known', () => {
    const scattered = [no, 1, no, no]
    const whole = [0, 1, 2, no]
    const draws = [0, 1, no, no]
    expect(lengthsOfRows([...scattered, ...draws, ...whole], [4, 1], 3, 3)).toEqual([3, 2, 3])
  })
  it('of beginnings leave the length open', () => {
    const beginning = [0, no, no, no]
    const whole = [0, 1, no, no]
    const draw = [0, 1, 1, no]
    expect(lengthsOfRows([...beginning, ...draw, ...whole], [4, 1], 3, 3)).toEqual([4, 3, 2])
    // Of points too, and what has not arrived has no length.
    expect(lengthsOfRows([0, 0, no, no, 1, 1, 2, 2], [2, 2], 3, 3)).toEqual([1, 2])
  })
})
