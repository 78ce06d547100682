/** How wide a character of the small sans-serif is, about; a label never gets less room than it takes. */
const characterWidth = 6.4

/** A text cut to a width, with an ellipsis where something is missing. */
export function fitted(text: string, width: number): string {
  const most = Math.max(2, Math.floor(width / characterWidth))
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

export const widthOf = (text: string) => text.length * characterWidth

export interface Label {
  /** The tick's place, and where the middle of the text stands: at an edge it moves inwards. */
  at: number
  middle: number
  text: string
  full: string
}

const air = 8
const widest = 140

/** Labels below an axis that do not run into each other; those without room are left out and counted. */
export function labelsAcross(
  ticks: { at: number; text: string }[],
  from: number,
  to: number,
): { labels: Label[]; left: number } {
  const sorted = [...ticks].sort((a, b) => a.at - b.at)
  const gaps = sorted.slice(1).map((tick, index) => tick.at - sorted[index]!.at)
  const between = Math.min(to - from, ...gaps)
  // Every label gets its share where that says something, else a few get what they need.
  const share = between - 2 * air
  const room = Math.min(widest, share >= 7 * characterWidth ? share : widest)
  const labels: Label[] = []
  let end = -Infinity
  for (const { at, text } of sorted) {
    const shown = fitted(text, room)
    const half = widthOf(shown) / 2
    const middle = Math.max(from + half, Math.min(to - half, at))
    if (middle - half < end + air) continue
    labels.push({ at, middle, text: shown, full: text })
    end = middle + half
  }
  return { labels, left: ticks.length - labels.length }
}

const lineHeight = 13

/** The same beside an axis, with the width that they take. */
export function labelsBeside(
  ticks: { at: number; text: string }[],
  least: number,
): { labels: Label[]; left: number; width: number } {
  const labels: Label[] = []
  let end = -Infinity
  for (const { at, text } of [...ticks].sort((a, b) => a.at - b.at)) {
    if (at < end + lineHeight) continue
    labels.push({ at, middle: at, text: fitted(text, widest), full: text })
    end = at
  }
  const width = Math.max(least, ...labels.map((label) => widthOf(label.text)))
  return { labels, left: ticks.length - labels.length, width }
}
