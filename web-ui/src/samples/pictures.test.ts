import { expect, it } from 'vitest'
import { putPicture } from './pictures'

it('elements that are not known are hatched, neither black nor grey', () => {
  const image = { width: 4, height: 2, data: new Uint8ClampedArray(4 * 2 * 4) } as ImageData
  const hatch = {
    background: [10, 20, 30] as [number, number, number],
    line: [40, 50, 60] as [number, number, number],
    period: 5,
  }
  putPicture(image, Float32Array.of(NaN, 200), 0, [1, 2, 1], 0, 0, 2, hatch)
  const at = (x: number, y: number) => [...image.data.slice((y * 4 + x) * 4, (y * 4 + x) * 4 + 4)]
  expect(at(0, 0)).toEqual([40, 50, 60, 255])
  expect(at(1, 1)).toEqual([10, 20, 30, 255])
  expect(at(2, 1)).toEqual([200, 200, 200, 255])
})
