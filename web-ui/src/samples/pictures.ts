import { hatchAt, type Hatch } from './hatch'

/** Writes one picture of 0..255 values, grey or colour, into an image at (left, top), each element `scale` wide; what is no number is not known, and hatched. */
export function putPicture(
  image: ImageData,
  values: ArrayLike<number>,
  offset: number,
  [height, width, channels]: [number, number, number],
  left: number,
  top: number,
  scale: number,
  hatch: Hatch,
) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = offset + (y * width + x) * channels
      const red = values[from]!
      const green = channels >= 3 ? values[from + 1]! : red
      const blue = channels >= 3 ? values[from + 2]! : red
      const colour = Number.isNaN(red + green + blue) ? undefined : [red, green, blue]
      for (let v = 0; v < scale; v++) {
        const down = top + y * scale + v
        let to = (down * image.width + left + x * scale) * 4
        for (let u = 0; u < scale; u++, to += 4) {
          const shown = colour ?? hatchAt(hatch, left + x * scale + u, down)
          image.data[to] = shown[0]!
          image.data[to + 1] = shown[1]!
          image.data[to + 2] = shown[2]!
          image.data[to + 3] = 255
        }
      }
    }
  }
}
