import { describe, expect, it } from 'vitest'
import { column, columnCounts, columnNames, inUnits, isTable, plane, tableNames, twoColumns } from './columns'

describe('columns', () => {
  it('are called as their table says, else x and y, else x1, x2, x3', () => {
    expect(columnNames(['length', 'width', 'depth'], 3)).toEqual(['length', 'width', 'depth'])
    expect(columnNames([], 2)).toEqual(['x', 'y'])
    expect(columnNames(undefined, 3)).toEqual(['x1', 'x2', 'x3'])
    // Of a set that has other columns by now.
    expect(columnNames(['a', 'b'], 3)).toEqual(['x1', 'x2', 'x3'])
  })
  it('make a table once they have names or are more than two', () => {
    expect(isTable(2, { kind: 'vector', columns: [] })).toBe(false)
    expect(isTable(2, { kind: 'vector', columns: ['a', 'b'] })).toBe(true)
    expect(isTable(4)).toBe(true)
    expect(tableNames({ kind: 'vector', columns: [], shape: [3] })).toEqual(['x1', 'x2', 'x3'])
    expect(tableNames({ kind: 'image', columns: [], shape: [3, 3, 1] })).toBeUndefined()
  })
  it('are shown two at a time', () => {
    const values = Float32Array.from([1, 2, 3, 4, 5, 6])
    expect([...plane(values, 3, 2, 0)]).toEqual([3, 1, 6, 4])
    expect([...plane(Float32Array.from([7, 8]), 1, 0, 0)]).toEqual([7, 0, 8, 0])
    expect(column(values, 3, 1)).toEqual([2, 5])
  })
  it('are the first two where the address names none that are there', () => {
    expect(twoColumns(['2', '0'], 3)).toEqual([2, 0])
    expect(twoColumns([], 3)).toEqual([0, 1])
    expect(twoColumns(['2', '3'], 3)).toEqual([0, 1])
    expect(twoColumns(['a'], 3)).toEqual([0, 1])
    expect(twoColumns([], 1)).toEqual([0, 0])
  })
  it('return to their units, and what never varied was not divided', () => {
    const columns = [
      { mean: 10, standardDeviation: 2 },
      { mean: 5, standardDeviation: 0 },
    ]
    expect([...inUnits([1, 0.5, -1, 0], columns)]).toEqual([12, 5.5, 8, 5])
  })
})

describe('real and drawn values', () => {
  it('share bins that the real ones give, and what lies far off is counted and not drawn', () => {
    const counts = columnCounts([0, 1, 2, 3, 4], [0, 4, 5, 1e6, NaN], 6)
    expect([counts.from, counts.to]).toEqual([-1, 5])
    expect(counts.real).toEqual([0, 0.2, 0.2, 0.2, 0.2, 0.2])
    expect(counts.drawn).toEqual([0, 0.2, 0, 0, 0, 0.4])
    expect(counts.beyond).toBe(2)
    expect(columnCounts([0, 1, 2, 3, 4], [7], 6).from).toBe(-1)
  })
  it('have bins even where nothing varies, or nothing is real', () => {
    const counts = columnCounts([3, 3], [3], 4)
    expect([counts.from, counts.to]).toEqual([2.5, 3.5])
    expect(counts.real.reduce((sum, share) => sum + share)).toBe(1)
    expect(columnCounts([], [NaN], 4).beyond).toBe(1)
  })
})
