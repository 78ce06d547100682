// One family, one hue, on every page. The hues are Okabe and Ito's, told apart with any colour vision.

const hues = ['blue', 'green', 'orange', 'purple', 'sky', 'vermillion', 'yellow', 'grey'] as const
export type Hue = (typeof hues)[number]

const assigned: Record<string, Hue> = {
  gaussian: 'purple',
  // Of binary values, where densities have no place.
  bernoulli: 'purple',
  vae: 'green',
  gan: 'orange',
  diffusion: 'blue',
  mixture: 'yellow',
  flow: 'sky',
  autoregressive: 'vermillion',
  // Of sequences, where no pixels are modelled.
  markov: 'vermillion',
  mcmc: 'grey',
}

export function hueOf(family: string): Hue {
  const known = assigned[family]
  if (known) return known
  let hash = 0
  for (const character of family) hash = (hash * 31 + character.codePointAt(0)!) >>> 0
  return hues[hash % hues.length]!
}

/** For style attributes. */
export const hueVariable = (family: string) => `var(--hue-${hueOf(family)})`

/** For canvases, which know no variables. */
export function hueColour(family: string): string {
  return cssColour(`--hue-${hueOf(family)}`)
}

export function cssColour(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim() || '#888888'
}

/** Dashes tell the groups of one family apart where colour does not. */
export const dashes: number[][] = [
  [],
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
  [14, 4],
  [4, 2],
  [2, 6],
  [12, 3, 2, 3, 2, 3],
]
