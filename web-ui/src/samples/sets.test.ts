import { describe, expect, it } from 'vitest'
import type { SampleSet } from '@/api/types'
import {
  boxAround,
  columnsOf,
  filmStops,
  frameAt,
  nearestExample,
  outside,
  recoveredModes,
  setAt,
  squareAround,
  stopsOf,
  wholeScale,
} from './sets'

const set = (step: number, kind: SampleSet['kind'] = 'samples') => ({ step, kind }) as SampleSet
const placed = (place: number) => ({ set: set(place), place })

describe('sample sets', () => {
  it('are found by the last moment up to the wanted one, never a later one', () => {
    const sets = [100, 200, 400].map(placed)
    expect(setAt(sets, 399)!.place).toBe(200)
    expect(setAt(sets, 400)!.place).toBe(400)
    expect(setAt(sets, undefined)!.place).toBe(400)
    expect(setAt(sets, 99)).toBeUndefined()
    expect(setAt([], 5)).toBeUndefined()
  })
  const film = (frames: number, times: number[] = []) => ({
    ...set(1),
    frames: Array<string>(frames).fill(''),
    times,
  })
  it('of films of old keep pace and end together', () => {
    const { stops, labels } = filmStops([film(3), film(5), undefined])
    expect(stops).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(labels[1]).toBe('25 % of the way')
    expect(stops.map((time) => frameAt(film(5), time))).toEqual([0, 1, 2, 3, 4])
    expect([0, 0.5, 1].map((time) => frameAt(film(3), time))).toEqual([0, 1, 2])
    expect(frameAt(film(3), undefined)).toBe(2)
    expect(frameAt(film(1), undefined)).toBe(0)
    expect(frameAt(undefined, undefined)).toBe(0)
  })
  it('of films stand beside each other by the time of sampling', () => {
    const quick = film(3, [0, 0.9, 1])
    const { stops } = filmStops([quick, film(5, [0, 0.1, 0.3, 0.7, 1])])
    expect(stops).toEqual([0, 0.1, 0.3, 0.7, 1])
    expect(stops.map((time) => frameAt(quick, time))).toEqual([0, 0, 0, 1, 2])
    // A still and a film beside it: the still stays.
    expect(frameAt({ ...set(1), frames: [''], times: [] }, 0.3)).toBe(0)
  })
  it('of films with the same frames say what they are', () =>
    expect(filmStops([{ ...film(2), frames: ['t = 9', 't = 0'] }]).labels).toEqual(['t = 9', 't = 0']))
  it('give one slider for all', () =>
    expect(
      stopsOf([
        [placed(2), placed(1)],
        [placed(2), placed(3)],
      ]),
    ).toEqual([1, 2, 3]))
  it('that were drawn at nearly one moment share a stop, which shows them all', () => {
    const [quick, slow] = [[0.1, 30.02, 60.1].map(placed), [0.4, 30.3, 60.3].map(placed)]
    expect(stopsOf([quick, slow])).toEqual([0.4, 30.3, 60.3])
    expect(setAt(quick, 30.3)!.place).toBe(30.02)
  })
  it('whose place nobody knows have no stop', () => expect(stopsOf([[placed(NaN)]])).toEqual([]))
})

describe('pictures', () => {
  it('are shown at a whole number of screen pixels', () => {
    expect(wholeScale(300, 8, 28, 2)).toBe(1)
    expect(wholeScale(500, 8, 28, 2)).toBe(2)
    expect(wholeScale(10, 8, 28, 2)).toBe(1)
  })
  it('stand as square as can be', () => expect(columnsOf({ count: 60, columns: 0 })).toBe(8))
  it('find their nearest neighbour', () => expect(nearestExample([9, 9], [0, 0, 10, 8, 20, 20])).toBe(1))
})

describe('points', () => {
  const modes = {
    centres: [
      [1, 0],
      [-1, 0],
    ],
    standardDeviation: 0.1,
  }
  it('recover a mode within three deviations', () =>
    expect(recoveredModes(Float32Array.of(1.25, 0, -1.4, 0), modes)).toEqual([true, false]))
  it('lie in a square with equal scales, or are counted as outside', () => {
    const square = squareAround([0, 0, 2, 1], 2)
    expect(square.centre).toEqual([1, 0.5])
    expect(square.reach[0]).toBe(square.reach[1])
    expect(outside([1, 1, 9, 0, NaN, 0], 2, square)).toBe(2)
  })
  it('lie in a box with a scale for each axis where the axes are columns of a table', () => {
    const box = boxAround([0, 1000, 2, 5000], 2)
    expect(box.centre).toEqual([1, 3000])
    expect(box.reach[1] / box.reach[0]).toBeCloseTo(2000)
    expect(outside([1, 900, 1, 4000, 4, 3000], 2, box)).toBe(1)
    // What does not vary borrows the other's scale, and nothing at all has one.
    expect(boxAround([3, 7, 3, 9], 2)).toEqual({ centre: [3, 8], reach: [1.24, 1.24] })
    expect(boxAround([], 2)).toEqual({ centre: [0, 0], reach: [1, 1] })
  })
})
