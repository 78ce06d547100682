import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Hyperparameter } from '@/api/types'
import ValueField from './ValueField.vue'

const latent: Hyperparameter = {
  name: 'latent',
  kind: 'integer',
  help: '<i>Dimensions</i> of the code.',
  unit: '',
  default: 20,
  expectation: 'an integer from 1 to 512',
  min: 1,
  max: 512,
}
const field = (text?: string) => mount(ValueField, { props: { parameter: latent, text } })

describe('a field of the launch form', () => {
  it('shows the default and its help as text, never as HTML', () => {
    expect(field().get('input').attributes('placeholder')).toBe('20')
    expect(field().text()).toContain('<i>Dimensions</i>')
  })
  it('tells how many values vary', () => expect(field('2, 4, 8').text()).toContain('varies × 3'))
  it('tells what is wrong with what was typed', () => {
    expect(field('0').text()).toContain('expected an integer from 1 to 512, got 0')
    expect(field('0').get('input').attributes('aria-invalid')).toBe('true')
  })
  it('goes back to the default when emptied', async () => {
    const mounted = field('4')
    await mounted.get('input').setValue('')
    expect(mounted.emitted('change')).toEqual([[undefined]])
  })
})
