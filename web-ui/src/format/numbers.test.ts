import { describe, expect, it } from 'vitest'
import { bytes, columnFormat, count, short, tickTexts, toNumber, whole } from './numbers'
import { duration } from './times'

describe('numbers', () => {
  it('show three to four significant digits', () => {
    expect(short(0.0123456)).toBe('0.01235')
    expect(short(101.52)).toBe('101.5')
    expect(short(-1.2)).toBe('−1.2')
    expect(short(123456)).toBe('123,456')
    expect(short(1_029_871.4)).toBe('1,029,871')
    expect(short(1.5e9)).toBe('1.5e9')
    expect(short(1.5e-7)).toBe('1.5e-7'.replace('-', '−'))
  })
  it('say what is not finite', () => {
    expect(short(toNumber('NaN'))).toBe('NaN')
    expect(short(toNumber('-Infinity'))).toBe('−∞')
    expect(toNumber(undefined)).toBeNaN()
  })
  it('of a column have the same digits after the point', () => {
    const write = columnFormat([0.021, 0.012, 0.31])
    expect([0.021, 0.012, 0.31].map(write)).toEqual(['0.021', '0.012', '0.310'])
    expect(columnFormat([102.4, 193.1])(102.43)).toBe('102.4')
    expect(columnFormat([8, 7.5, 8])(8)).toBe('8.00')
    expect(columnFormat([8, 7, 8], true)(8)).toBe('8.0')
    expect(columnFormat([8, 7, 8])(8)).toBe('8')
  })
  it('of a column show what sets them apart', () => {
    const write = columnFormat([1.09712, 1.09191, 1.09152])
    expect([1.09712, 1.09191, 1.09152].map(write)).toEqual(['1.0971', '1.0919', '1.0915'])
    expect(columnFormat([25.147, 25.019])(25.019)).toBe('25.02')
    // Never more than two digits beyond the usual, however close they are.
    expect(columnFormat([1.611847, 1.611846])(1.611847)).toBe('1.6118')
  })
  it('of an axis are told apart', () => {
    expect(tickTexts([1.09, 1.092, 1.094, null])).toEqual(['1.09', '1.092', '1.094', ''])
    expect(tickTexts([25, 25.025, 25.05])).toEqual(['25', '25.025', '25.05'])
    expect(tickTexts([0, 1_000_000, 1_200_000])).toEqual(['0', '1e6', '1.2e6'])
    expect(tickTexts([0, 50, 100])).toEqual(['0', '50', '100'])
  })
  it('are grouped and scaled for people', () => {
    expect(whole(1234567)).toBe('1,234,567')
    expect(count(84_610)).toBe('84.6 k')
    expect(count(1_230_000)).toBe('1.23 M')
    expect(bytes(1_218_220)).toBe('1.16 MiB')
  })
})

describe('durations', () => {
  it('are said as people say them', () => {
    expect(duration(3)).toBe('3 ms')
    expect(duration(420)).toBe('0.42 s')
    expect(duration(72_000)).toBe('1 min 12 s')
    expect(duration(7_500_000)).toBe('2 h 5 min')
    expect(duration(NaN)).toBe('–')
  })
  it('never show sixty seconds', () => expect(duration(59_700)).toBe('1 min'))
})
