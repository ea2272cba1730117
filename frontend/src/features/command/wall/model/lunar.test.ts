import { describe, expect, it } from 'vitest'
import { lunarDate, lunarDay } from './lunar'

describe('lunar date', () => {
  it.each([
    [1, '初一'],
    [10, '初十'],
    [11, '十一'],
    [20, '二十'],
    [21, '廿一'],
    [30, '三十'],
  ])('day %i is %s', (day, text) => expect(lunarDay(day)).toBe(text))

  it('knows the day of the look, and a leap month', () => {
    expect(lunarDate(new Date(2013, 8, 22, 11).getTime())).toBe('八月十八')
    expect(lunarDate(new Date(2023, 3, 1, 11).getTime())).toBe('闰二月十一')
  })
})
