import { cssColour } from '@/families/hues'

/** How what is not known is drawn: a hatch, which no picture has, in colours of the design. */
export interface Hatch {
  background: [number, number, number]
  line: [number, number, number]
  /** From line to line, in pixels of the screen. */
  period: number
}

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number]

export const hatchOf = (pixel: number): Hatch => ({
  background: channels(cssColour('--unknown')),
  line: channels(cssColour('--unknown-line')),
  period: 5 * pixel,
})

/** The colour at a place of the screen: falling lines that run on from element to element. */
export const hatchAt = ({ background, line, period }: Hatch, x: number, y: number) =>
  (x + y) % period < period / 5 ? line : background

/** The same as what a canvas fills with. */
export function hatchPattern(context: CanvasRenderingContext2D): CanvasPattern {
  const hatch = hatchOf(1)
  const tile = document.createElement('canvas')
  tile.width = tile.height = hatch.period
  const inside = tile.getContext('2d')!
  for (let y = 0; y < hatch.period; y++) {
    for (let x = 0; x < hatch.period; x++) {
      inside.fillStyle = `rgb(${hatchAt(hatch, x, y).join(' ')})`
      inside.fillRect(x, y, 1, 1)
    }
  }
  return context.createPattern(tile, 'repeat')!
}
