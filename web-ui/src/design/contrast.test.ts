import { describe, expect, it } from 'vitest'
import tokens from './tokens.css?raw'

const [light = '', dark = ''] = tokens.split(":root[data-theme='dark']")
const coloursIn = (css: string) =>
  Object.fromEntries(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]),
  )
const themes = { light: coloursIn(light), dark: { ...coloursIn(light), ...coloursIn(dark) } }

/** WCAG 2.2: relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['ground', 'surface', 'sunken', 'hover', 'selected']
/** Small text wants 4.5 to its ground, edges of fields and signs of states 3. */
const pairs: [string[], string[], number][] = [
  [['text', 'text-soft', 'text-faint', 'accent', 'danger'], grounds, 4.5],
  [['text', 'text-soft', 'text-faint', 'accent'], ['accent-soft'], 4.5],
  [['warning', 'text-soft', 'text-faint'], ['warning-soft'], 4.5],
  [['danger', 'text-soft'], ['danger-soft'], 4.5],
  [['accent-text'], ['accent'], 4.5],
  [['line-field'], ['ground', 'surface', 'sunken'], 3],
  [['accent', 'danger', 'text-faint', 'hue-green'], ['ground', 'surface'], 3],
]

describe.each(Object.entries(themes))('in the %s theme', (_, colours) => {
  it('what is read and what is grasped stands out from every ground it is used on', () => {
    const tooFaint = pairs.flatMap(([marks, behind, least]) =>
      marks.flatMap((mark) =>
        behind
          .map((ground) => ({ mark, ground, ratio: contrast(colours[mark]!, colours[ground]!) }))
          .filter(({ ratio }) => ratio < least),
      ),
    )
    expect(tooFaint).toEqual([])
  })
})
