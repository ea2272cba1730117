import { describe, expect, it } from 'vitest'
import * as format from './format'

describe('duration', () => {
  it.each([
    [24, '24 s'],
    [59.6, '1 分'],
    [12 * 60, '12 分'],
    [95 * 60, '1 时 35'],
    [3600, '1 时'],
    [26 * 3600, '26 时'],
    [72 * 3600, '3 天'],
  ])('%i s reads %s', (seconds, text) => expect(format.duration(seconds, 'zh-CN')).toBe(text))

  it('speaks English', () => expect(format.duration(3900, 'en')).toBe('1 h 05'))
})

describe('time', () => {
  const now = new Date(2026, 10, 22, 15, 0, 0)
  it('leaves out the date of today only', () => {
    expect(format.time(new Date(2026, 10, 22, 9, 5, 7), now)).toBe('09:05:07')
    expect(format.time(new Date(2026, 10, 21, 9, 5, 7), now)).toBe('11-21 09:05:07')
    expect(format.time(new Date(2025, 10, 21, 9, 5, 7), now, true)).toBe('2025-11-21 09:05')
  })
})

describe('measures', () => {
  it('changes unit at the right size', () => {
    expect(format.distance(420, 'zh-CN')).toBe('420 m')
    expect(format.distance(996, 'zh-CN')).toBe('1.0 km')
    expect(format.distance(156_000, 'zh-CN')).toBe('156 km')
    expect(format.bytes(3_100_000, 'en')).toBe('3.1 MB')
    expect(format.bytes(999_800, 'en')).toBe('1.0 MB')
    expect(format.percent(0.962, 'en', 1)).toBe('96.2 %')
    expect(format.bearing(-10, 'zh-CN')).toBe('北')
    expect(format.speed(10)).toBe('36 km/h')
    expect(format.stopwatch(3723)).toBe('1:02:03')
  })
})
