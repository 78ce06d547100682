import { cssColour } from '@/families/hues'
import { letterOn, symbolColour } from './sequences'

/** Where a sequence is painted: element t from `step · t`, at a height of its own. */
export interface Strip {
  values: ArrayLike<number>
  /** Where its elements begin among the values, and how many it has. */
  from: number
  length: number
  top: number
  height: number
  step: number
  /** What elements that are not known are filled with. */
  unknown: CanvasPattern
}

/** Each symbol a cell in its colour, with its letter where there is room. */
export function paintSymbols(
  context: CanvasRenderingContext2D,
  { values, from, length, top, height, step, unknown }: Strip,
  names: string[] | undefined,
) {
  context.font = '10px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let t = 0; t < length; t++) {
    const symbol = values[from + t]!
    const { variable, colour } = symbolColour(symbol)
    const known = !Number.isNaN(symbol)
    const background = variable ? cssColour(variable) : colour!
    context.fillStyle = known ? background : unknown
    const left = t * step
    context.fillRect(left, top, step > 4 && known ? step - 1 : step, height)
    const letter = names?.[symbol]?.charAt(0)
    if (letter && step >= 9) {
      context.fillStyle = letterOn(background)
      context.fillText(letter, left + (step - 1) / 2, top + height / 2 + 0.5)
    }
  }
}

/** How the line of a coordinate looks. */
export interface LineLook {
  colour: string
  dash: number[]
}

/** Each coordinate a line over the elements, on one scale for all lengths; it breaks where elements are not known. */
export function paintLines(
  context: CanvasRenderingContext2D,
  { values, from, length, top, height, step, unknown }: Strip,
  longest: number,
  [low, high]: readonly [number, number],
  looks: LineLook[],
) {
  const wide = looks.length
  const at = (t: number, coordinate: number) => values[from + t * wide + coordinate]!
  context.fillStyle = cssColour('--sunken')
  context.fillRect(0, top, step * longest, height)
  context.fillStyle = unknown
  for (let t = 0; t < length; t++) {
    if (Number.isNaN(at(t, 0))) context.fillRect(t * step, top, step, height)
  }
  const toY = (value: number) => top + 2 + (1 - (value - low) / (high - low)) * (height - 4)
  for (let coordinate = wide - 1; coordinate >= 0; coordinate--) {
    const { colour, dash } = looks[coordinate]!
    context.strokeStyle = context.fillStyle = colour
    context.lineWidth = 1.25
    context.setLineDash(dash)
    context.beginPath()
    for (let t = 0; t < length; t++) {
      const x = (t + 0.5) * step
      const y = toY(at(t, coordinate))
      const before = t > 0 && !Number.isNaN(at(t - 1, coordinate))
      if (before) context.lineTo(x, y)
      else context.moveTo(x, y)
      // One that stands alone is no line.
      const after = t + 1 < length && !Number.isNaN(at(t + 1, coordinate))
      if (!before && !after && !Number.isNaN(y)) context.fillRect(x - 1, y - 1, 2, 2)
    }
    context.stroke()
  }
  context.setLineDash([])
}
