import { describe, expect, it } from 'vitest'
import {
  exampleSize,
  extentOf,
  lengthsOf,
  letterOn,
  partsOf,
  symbolColour,
  symbolStyle,
  textOf,
} from './sequences'

describe('sequences', () => {
  const values = Float32Array.of(0, 2, NaN, 1, 1, 1, NaN, NaN, NaN)
  it('end at the first element that is not a number', () =>
    expect(lengthsOf(values, [3, 1], 3)).toEqual([2, 3, 0]))
  it('end at a point that is not a number, whatever its width', () =>
    expect(lengthsOf(Float32Array.of(1, 2, NaN, NaN), [2, 2], 1)).toEqual([1]))
  it('are as many as have arrived', () => expect(lengthsOf(values, [3, 1], 9)).toEqual([2, 3, 0]))
  it('reach from the smallest to the largest element, and what fills up counts for nothing', () => {
    expect(extentOf([3, 5, 0, 4, 0, 0], [3, 1], [2, 1])).toEqual([3, 5])
    expect(extentOf([3, 3], [2, 1], [2])).toEqual([2, 4])
    expect(extentOf([], [2, 1], [])).toEqual([-1, 1])
  })
})

describe('symbols', () => {
  it('have a colour of the design each, and colours of their own beyond eight', () => {
    const colours = Array.from({ length: 30 }, (_, symbol) => symbolStyle(symbol))
    expect(new Set(colours).size).toBe(30)
    expect(symbolColour(0).variable).toBe('--hue-blue')
  })
})

describe('texts', () => {
  it('are read letter by letter where symbols are letters, else word by word', () => {
    expect(textOf([1, 0, 2], [' ', 'a', 'b'])).toBe('a b')
    expect(textOf([1, 0, 9], ['bird', 'red'])).toBe('red bird ‹9›')
  })
})

describe('letters', () => {
  it('are dark on light colours and light on dark ones', () => {
    expect(letterOn('#e69f00')).toBe('#1b1f24')
    expect(letterOn('#0072b2')).toBe('#ffffff')
    expect(letterOn('hsl(40 50% 50%)')).toBe('#ffffff')
  })
})

describe('pairs', () => {
  it('have two parts and the numbers of both', () => {
    expect(partsOf([2, 2, 1, 2, 3, 3])).toEqual([
      [2, 2, 1],
      [2, 3, 3],
    ])
    expect(exampleSize([2, 2, 1, 2, 3, 3])).toBe(22)
    expect(exampleSize([28, 28, 1])).toBe(784)
  })
})
