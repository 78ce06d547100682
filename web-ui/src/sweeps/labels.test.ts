import { describe, expect, it } from 'vitest'
import { fitted, labelsAcross, labelsBeside, widthOf } from './labels'

const long = 'a'.repeat(200)
const ticks = (number: number, text: string, every: number) =>
  Array.from({ length: number }, (_, index) => ({ at: 50 + every * index, text }))
const overlaps = (labels: { middle: number; text: string }[]) =>
  labels.some(
    (label, index) =>
      index > 0 &&
      label.middle - widthOf(label.text) / 2 <
        labels[index - 1]!.middle + widthOf(labels[index - 1]!.text) / 2,
  )

describe('labels below an axis', () => {
  it('are whole where there is room', () => {
    const { labels, left } = labelsAcross(ticks(4, '64 × 64', 120), 0, 500)
    expect(labels.map((label) => label.text)).toEqual(Array(4).fill('64 × 64'))
    expect(left).toBe(0)
  })
  it('are cut with an ellipsis and known in full, 200 characters without a blank too', () => {
    const { labels, left } = labelsAcross(ticks(4, long, 120), 0, 500)
    expect(left).toBe(0)
    expect(labels.every((label) => label.text.endsWith('…') && label.full === long)).toBe(true)
    expect(overlaps(labels)).toBe(false)
  })
  it('are left out and counted where there is none', () => {
    const { labels, left } = labelsAcross(ticks(40, 'real-nvp 0.001', 10), 0, 460)
    expect(labels.length + left).toBe(40)
    expect(labels.length).toBeGreaterThan(2)
    expect(overlaps(labels)).toBe(false)
  })
  it('stay within the drawing', () => {
    const { labels } = labelsAcross([{ at: 495, text: 'to the right' }], 0, 500)
    expect(labels[0]!.middle + widthOf(labels[0]!.text) / 2).toBeLessThanOrEqual(500)
  })
})

describe('labels beside an axis', () => {
  it('say how wide they are, up to a bound', () => {
    expect(labelsBeside(ticks(2, '0.1', 50), 40).width).toBe(40)
    expect(labelsBeside(ticks(2, long, 50), 40).width).toBeLessThan(150)
  })
  it('are left out where lines would touch', () => {
    const { labels, left } = labelsBeside(ticks(10, 'x', 5), 40)
    expect(labels.length).toBe(4)
    expect(left).toBe(6)
  })
})

it('a text that fits is not cut', () => expect(fitted('latent', 100)).toBe('latent'))
