import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import ColumnHistograms from './ColumnHistograms.vue'

it('shows each column by its name, drawn values over real ones, and counts what lies beyond', () => {
  const panel = mount(ColumnHistograms, {
    props: { names: ['length', 'width'], real: [0, 10, 1, 20], drawn: [0, 10, 50, 20, 1, 15], colour: 'red' },
  })
  const [length, width] = panel.findAll('figure')
  expect(length!.text()).toContain('length')
  expect(length!.text()).toContain('1 beyond')
  expect(width!.text()).not.toContain('beyond')
  expect(width!.find('.real').attributes('d')).toMatch(/Z$/)
  expect(width!.find('.drawn').attributes('d')).not.toBe('')
  const names = Array.from({ length: 40 }, (_, index) => `x${index + 1}`)
  const many = mount(ColumnHistograms, { props: { names, drawn: new Float32Array(40), colour: 'red' } })
  expect(many.findAll('figure')).toHaveLength(12)
  expect(many.text()).toContain('The first 12 of 40 columns.')
})
