/** The colours of symbols, told apart with any colour vision, as variables of the design; more symbols have a hue each. */
const variables = ['blue', 'orange', 'green', 'purple', 'sky', 'vermillion', 'yellow', 'grey']

/** How a symbol is coloured: a variable of the design for the first eight, a colour for all others. */
export function symbolColour(symbol: number): { variable?: string; colour?: string } {
  const variable = variables[symbol]
  // Turns of the golden angle keep neighbours apart, however many there are.
  return variable ? { variable: `--hue-${variable}` } : { colour: `hsl(${(symbol * 137.5) % 360} 50% 50%)` }
}

/** For style attributes. */
export function symbolStyle(symbol: number): string {
  const { variable, colour } = symbolColour(symbol)
  return variable ? `var(${variable})` : colour!
}

/** A dark letter on a light colour, a light one on all others. */
export function letterOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const light = colour.startsWith('#') && 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.55
  return light ? '#1b1f24' : '#ffffff'
}

/** How many elements each sequence has: up to the first that is not a number, all of them if there is none. */
export function lengthsOf(
  values: ArrayLike<number>,
  [longest = 1, width = 1]: number[],
  count: number,
): number[] {
  const lengths: number[] = []
  for (let i = 0; i < count && (i + 1) * longest * width <= values.length; i++) {
    let length = 0
    while (length < longest && !Number.isNaN(values[(i * longest + length) * width]!)) length++
    lengths.push(length)
  }
  return lengths
}

/** The smallest and the largest value of all elements, apart even where they are equal. */
export function extentOf(
  values: ArrayLike<number>,
  [longest = 1, width = 1]: number[],
  lengths: number[],
): [number, number] {
  let low = Infinity
  let high = -Infinity
  lengths.forEach((length, index) => {
    for (let i = 0; i < length * width; i++) {
      const value = values[index * longest * width + i]!
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  })
  if (low > high) return [-1, 1]
  return low === high ? [low - 1, high + 1] : [low, high]
}

/** The text of a sequence of symbols: letter by letter where each symbol is one, else word by word. */
export function textOf(elements: ArrayLike<number>, symbols: string[]): string {
  const names = Array.from(elements, (symbol) => symbols[symbol] ?? `‹${symbol}›`)
  return names.join(symbols.every((name) => [...name].length === 1) ? '' : ' ')
}

/** How many numbers one example has; a pair has those of its source and of its target. */
export function exampleSize(shape: number[]): number {
  return partsOf(shape).reduce((sum, part) => sum + part.reduce((product, length) => product * length, 1), 0)
}

/** The images of one example: two of a pair, the source first, else one. */
export function partsOf(shape: number[]): number[][] {
  return shape.length === 6 ? [shape.slice(0, 3), shape.slice(3)] : [shape]
}
