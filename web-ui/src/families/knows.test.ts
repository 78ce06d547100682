import { expect, it } from 'vitest'
import { givenInWords } from './knows'

it('what can be given to draws is said with its class beside it, and where it is used only nearly', () => {
  expect(
    givenInWords([
      { parts: [], exact: true },
      { parts: ['label'], exact: true },
      { parts: ['label', 'any'], exact: false },
    ]),
  ).toBe('a class, or any values and a class (nearly)')
  expect(givenInWords([{ parts: [], exact: true }])).toBe('')
})
