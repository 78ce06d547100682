import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Profile } from '@/api/types'
import MatrixProfile from './MatrixProfile.vue'
import { cellColour, cellText, strength } from './matrix'

const profile = {
  name: 'transitions',
  title: 'Transitions',
  form: 'matrix',
  axis: 'state after',
  rowAxis: 'state before',
  rows: 2,
  unit: 'probability',
  values: [0.75, 0.25, 0, 1],
} as unknown as Profile

describe('a matrix', () => {
  it('is the stronger coloured the larger a number is, of another hue below zero', () => {
    expect(strength(0.25, 1, 0)).toBe(0.25)
    expect(strength(-2, 1, -2)).toBe(1)
    expect(strength(0, 0, 0)).toBe(0)
    expect(cellColour(0.5, 1, 0)).toContain('--accent) 50%')
    expect(cellColour(-1, 1, -1)).toContain('--hue-vermillion) 100%')
    expect(cellColour(NaN, 1, 0)).toBe('var(--line-strong)')
  })
  it('says what a cell is', () =>
    expect(cellText(profile, 0, 1, 0.25)).toBe('state before 0, state after 1: 0.25 probability'))
  it('has a cell for each number and tells the one under the pointer', async () => {
    const values = profile.values as number[]
    const view = mount(MatrixProfile, { props: { profile, values, top: 1, bottom: 0 } })
    expect(view.findAll('rect')).toHaveLength(4)
    expect(view.text()).toContain('state before, 0 to 1')
    expect(view.text()).toContain('state after, 0 to 1')
    await view.findAll('rect')[1]!.trigger('pointerenter')
    expect(view.get('[data-testid="cell"]').text()).toBe('state before 0, state after 1: 0.25 probability')
  })
})
