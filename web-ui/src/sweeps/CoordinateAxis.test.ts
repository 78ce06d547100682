import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Brush } from './brushes'
import CoordinateAxis from './CoordinateAxis.vue'
import type { Quantity } from './quantities'
import { scaleOf } from './scales'

const rate: Quantity = {
  key: 'value:learningRate',
  title: 'learningRate',
  unit: '',
  direction: 'neither',
  logarithmic: true,
}
const axis = (brush?: Brush) =>
  mount(CoordinateAxis, {
    props: {
      quantity: rate,
      scale: scaleOf(rate, [1e-4, 1e-2]),
      x: 60,
      top: 0,
      bottom: 100,
      width: 200,
      side: 50,
      anchor: 'middle',
      lacking: true,
      brush,
    },
  })
const handle = (mounted: ReturnType<typeof axis>) => mounted.get('[data-testid=axis-handle]')

describe('an axis of the parallel coordinates', () => {
  it('is narrowed with the arrow keys, in its own scale', async () => {
    const mounted = axis()
    await handle(mounted).trigger('keydown', { key: 'ArrowUp' })
    const [[brush]] = mounted.emitted('brush') as [[Brush]]
    expect(brush.low).toBeCloseTo(1e-3, 12)
    expect(brush.high).toBeCloseTo(1e-2, 12)
  })
  it('lets go with Escape', async () => {
    const mounted = axis({ low: 1e-3, high: 1e-2 })
    expect(mounted.find('.brush').exists()).toBe(true)
    await handle(mounted).trigger('keydown', { key: 'Escape' })
    expect(mounted.emitted('brush')).toEqual([[undefined]])
  })
  it('says to those who cannot see it what it is narrowed to', () =>
    expect(handle(axis({ low: 1e-3, high: 1e-2 })).attributes('aria-label')).toContain(
      'narrowed to 0.001 … 0.01',
    ))
  it('says that some runs have no value, and turns between log and linear', async () => {
    const mounted = axis()
    expect(mounted.text()).toContain('no value')
    await mounted.get('[role=button]').trigger('click')
    expect(mounted.emitted('turn')).toHaveLength(1)
  })
})
