import { expect, it } from 'vitest'
import { density } from './density'

it('counts points in cells, the first row on top, and leaves out what lies beyond the frame', () => {
  const frame = { centre: [0, 0] as [number, number], reach: [1, 1] as [number, number] }
  const found = density([-0.9, 0.9, 0.9, -0.9, 0.8, -0.8, 5, 5], frame, 2)
  expect(found[0]).toBeCloseTo(Math.log(2) / Math.log(3))
  expect([...found.slice(1)]).toEqual([0, 0, 1])
})
