import type { Damage, SeenMeasure } from '@/api/types'
import { short, toNumber } from '@/format/numbers'

/** One damage as a line over its strengths, which are spread evenly: they have units of their own. */
export interface Line {
  damage: Damage
  hue: string
  dash: string
  points: Point[]
}
export interface Point {
  /** From 0, undamaged, to 1, the strongest. */
  place: number
  mean: number
  /** In words. */
  strength: string
}

const hues = ['blue', 'vermillion', 'green', 'purple', 'orange', 'sky', 'yellow', 'grey']
const dashes = ['', '7 3', '2 3', '9 3 2 3', '12 3', '4 2', '5 2', '12 3 2 3 2 3']

/** How the damage at a place in the list is drawn, in every chart. */
export const look = (index: number) => ({
  hue: `var(--hue-${hues[index % hues.length]})`,
  dash: dashes[index % dashes.length]!,
})

export const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export const strengthInWords = (damage: Damage, strength: number) => `${short(strength)} ${damage.unit}`

export function linesOf(measure: SeenMeasure, damages: Damage[]): Line[] {
  const whole = meanOf(measure.undamaged.map(toNumber))
  return damages.map((damage, index) => {
    const values = measure.answers.find((answer) => answer.damage === damage.name)?.values ?? []
    const count = damage.strengths.length
    return {
      damage,
      ...look(index),
      points: [
        { place: 0, mean: whole, strength: 'undamaged' },
        ...damage.strengths.map((strength, at) => ({
          place: (at + 1) / count,
          mean: meanOf((values[at] ?? []).map(toNumber)),
          strength: strengthInWords(damage, strength),
        })),
      ],
    }
  })
}

/** What chance explains: a damage is seen where every set of it is outside, on one side. */
export function bandOf(measure: SeenMeasure): [number, number] {
  const mean = meanOf(measure.undamaged.map(toNumber))
  const deviations = 3 * toNumber(measure.chance)
  return [mean - deviations, mean + deviations]
}

/** Whether some values are so much larger than others that a linear axis would show those alone. */
export function wantsLog(lines: Line[]): boolean {
  const values = lines.flatMap(({ points }) => points.map(({ mean }) => mean)).filter(Number.isFinite)
  return values.length > 0 && Math.min(...values) > 0 && Math.max(...values) > 50 * Math.min(...values)
}
