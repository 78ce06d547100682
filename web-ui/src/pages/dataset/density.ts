import type { Frame2d } from '@/samples/sets'

/**
 * How crowded each cell of a square grid is, row by row from the top, from 0 for empty to 1 for the fullest; logarithmic,
 * so that single points are seen beside narrow peaks.
 */
export function density(points: ArrayLike<number>, frame: Frame2d, cells: number): Float32Array {
  const counts = new Float32Array(cells * cells)
  const [across, up] = frame.reach
  for (let i = 0; i + 1 < points.length; i += 2) {
    const column = Math.floor(((points[i]! - frame.centre[0]) / across + 1) * (cells / 2))
    const row = Math.floor((1 - (points[i + 1]! - frame.centre[1]) / up) * (cells / 2))
    if (column >= 0 && column < cells && row >= 0 && row < cells) counts[row * cells + column]!++
  }
  const most = counts.reduce((largest, count) => Math.max(largest, count), 1)
  return counts.map((count) => (count === 0 ? 0 : Math.log1p(count) / Math.log1p(most)))
}
