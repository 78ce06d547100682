/** Writes one picture of 0..255 values, grey or colour, into an image at (left, top), each element `scale` wide. */
export function putPicture(
  image: ImageData,
  values: ArrayLike<number>,
  offset: number,
  [height, width, channels]: [number, number, number],
  left: number,
  top: number,
  scale: number,
) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = offset + (y * width + x) * channels
      const red = values[from]!
      const green = channels >= 3 ? values[from + 1]! : red
      const blue = channels >= 3 ? values[from + 2]! : red
      for (let v = 0; v < scale; v++) {
        let to = ((top + y * scale + v) * image.width + left + x * scale) * 4
        for (let u = 0; u < scale; u++, to += 4) {
          image.data[to] = red
          image.data[to + 1] = green
          image.data[to + 2] = blue
          image.data[to + 3] = 255
        }
      }
    }
  }
}
