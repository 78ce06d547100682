import { describe, expect, it } from 'vitest'
import type { SeenMeasure } from '@/api/types'
import { bandOf, linesOf, strengthInWords, wantsLog } from './answers'

const blur = { name: 'blur', title: 'Blur', unit: 'px', summary: '', strengths: [0.5, 2] }
const measure: SeenMeasure = {
  metric: { name: 'recall', title: 'Recall', unit: '', direction: 'higher' },
  extractor: 'raw coordinates',
  undamaged: [1, 3],
  chance: 0.5,
  answers: [
    {
      damage: 'blur',
      values: [
        [4, 6],
        [8, 'NaN'],
      ],
      course: 'rises',
      seenFrom: 0.5,
    },
  ],
  says: '',
}

describe('answers', () => {
  it('are means over the repeats, spread evenly from undamaged to the strongest', () => {
    const [line] = linesOf(measure, [blur])
    expect(line!.points.map(({ place }) => place)).toEqual([0, 0.5, 1])
    expect(line!.points.map(({ mean }) => mean)).toEqual([2, 5, NaN])
    expect(line!.points[1]!.strength).toBe('0.5 px')
    expect(strengthInWords({ ...blur, unit: '% of samples' }, 25)).toBe('25 % of samples')
  })
  it('stand beside a band of three deviations', () => {
    expect(bandOf(measure)).toEqual([0.5, 3.5])
  })
  it('are on a log scale where a few would hide the others, and none is at or below zero', () => {
    const lines = (means: number[]) => [
      {
        damage: blur,
        hue: '',
        dash: '',
        points: means.map((mean) => ({ place: 0, mean, strength: '' })),
      },
    ]
    expect(wantsLog(lines([1, 60]))).toBe(true)
    expect(wantsLog(lines([1, 40, NaN]))).toBe(false)
    expect(wantsLog(lines([-1, 0, 60]))).toBe(false)
  })
})
