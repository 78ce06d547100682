import type { DataSet, Examples } from '../src/api/types'
import { generator, normal } from './random'

const ring = Array.from({ length: 8 }, (_, k) => [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)])

const base = {
  origin: 'generated' as const,
  fingerprint: 'sha256:4be1c92a07d35f6e8812ab77',
  classes: [] as string[],
  eightBit: false,
}

export const dataSets: DataSet[] = [
  {
    ...base,
    name: 'ring8',
    title: 'Ring of 8 Gaussians',
    summary: 'Eight narrow Gaussians on a circle of radius 1.',
    kind: 'vector',
    shape: [2],
    trainExamples: 8000,
    testExamples: 2000,
    modes: { centres: ring, standardDeviation: 0.01 },
  },
  {
    ...base,
    name: 'moons',
    title: 'Two moons',
    summary: 'Two interleaved half circles with noise.',
    kind: 'vector',
    shape: [2],
    trainExamples: 8000,
    testExamples: 2000,
    modes: null,
  },
  {
    ...base,
    name: 'glyphs',
    title: 'Glyphs',
    summary: 'Digits drawn by strokes with random distortion, thickness and noise.',
    kind: 'image',
    shape: [28, 28, 1],
    eightBit: true,
    classes: [...'0123456789'],
    trainExamples: 20000,
    testExamples: 4000,
    modes: null,
  },
  {
    ...base,
    name: 'shapes',
    title: 'Shapes',
    summary: 'Coloured shapes drawn from known factors.',
    kind: 'image',
    shape: [32, 32, 3],
    eightBit: true,
    classes: ['square', 'disc', 'heart'],
    trainExamples: 20000,
    testExamples: 4000,
    modes: null,
  },
  {
    ...base,
    name: 'mnist-10k',
    title: 'mnist-10k',
    summary: 'Imported from IDX files.',
    origin: 'imported',
    kind: 'image',
    shape: [28, 28, 1],
    eightBit: true,
    classes: [...'0123456789'],
    trainExamples: 9000,
    testExamples: 1000,
    modes: null,
  },
]

/** One example of a set, as stored. */
export function example(set: DataSet, index: number, blur = 0, noise = 0, seed = 7): number[] {
  const next = generator(seed, index)
  if (set.name === 'ring8') {
    const mode = ring[Math.floor(next() * 8)]!
    return mode.map((at) => at + 0.01 * normal(next) + noise * normal(next))
  }
  if (set.name === 'moons') {
    const angle = Math.PI * next()
    const upper = next() < 0.5
    const at = upper ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)]
    return at.map((value) => value + (0.05 + noise) * normal(next))
  }
  return picture(set, index, blur, noise, seed)
}

const segments: Record<string, number[][]> = {
  a: [
    [8, 6],
    [20, 6],
  ],
  b: [
    [20, 6],
    [20, 14],
  ],
  c: [
    [20, 14],
    [20, 22],
  ],
  d: [
    [8, 22],
    [20, 22],
  ],
  e: [
    [8, 14],
    [8, 22],
  ],
  f: [
    [8, 6],
    [8, 14],
  ],
  g: [
    [8, 14],
    [20, 14],
  ],
}
const digits = ['abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg']

function picture(set: DataSet, index: number, blur: number, noise: number, seed: number): number[] {
  const [height, width, channels] = set.shape as [number, number, number]
  const next = generator(seed, index)
  const digit = Math.floor(next() * 10)
  const skew = (next() - 0.5) * 0.5
  const scale = 0.8 + next() * 0.4
  const thickness = 1 + next() * 1.2 + blur
  const colour = Array.from({ length: channels }, () => (channels === 1 ? 1 : 0.3 + 0.7 * next()))
  const strokes = [...digits[digit]!].map((name) => segments[name]!)
  const values: number[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const v = (y - height / 2) / scale + 14
      const u = (x - width / 2) / scale + 14 + skew * (v - 14)
      let nearest = 99
      for (const [from, to] of strokes as [number[], number[]][]) {
        const along = Math.max(
          0,
          Math.min(
            1,
            ((u - from[0]!) * (to[0]! - from[0]!) + (v - from[1]!) * (to[1]! - from[1]!)) /
              ((to[0]! - from[0]!) ** 2 + (to[1]! - from[1]!) ** 2),
          ),
        )
        nearest = Math.min(
          nearest,
          Math.hypot(u - from[0]! - along * (to[0]! - from[0]!), v - from[1]! - along * (to[1]! - from[1]!)),
        )
      }
      const ink = Math.max(0, Math.min(1, (thickness + 0.7 - nearest) / (0.9 + blur))) * (1 - blur * 0.12)
      for (const part of colour)
        values.push(
          Math.max(0, Math.min(255, Math.round(255 * (ink * part + noise * 0.5 * Math.abs(normal(next)))))),
        )
    }
  }
  return values
}

export function examples(set: DataSet, count: number, seed = 7): Examples {
  return {
    shape: set.shape,
    count,
    values: Array.from({ length: count }, (_, index) => example(set, index, 0, 0, seed)).flat(),
    labels: set.classes.length
      ? Array.from(
          { length: count },
          (_, index) => Math.floor(generator(seed, index)() * 10) % set.classes.length,
        )
      : null,
  }
}
