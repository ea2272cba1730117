import { describe, expect, it } from 'vitest'
import { readMoment, writeMoment } from './localTime'

const now = new Date(2026, 10, 22, 14, 30).getTime()
const local = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

describe('readMoment', () => {
  it('reads hours and minutes of today, or of yesterday when they lie ahead', () => {
    expect(readMoment('14:20', now)).toBe(local(2026, 10, 22, 14, 20))
    expect(readMoment('1420', now)).toBe(local(2026, 10, 22, 14, 20))
    expect(readMoment('23：50', now)).toBe(local(2026, 10, 21, 23, 50))
  })

  it('reads minutes ago and whole dates', () => {
    expect(readMoment('-10', now)).toBe(local(2026, 10, 22, 14, 20))
    expect(readMoment('10分前', now)).toBe(local(2026, 10, 22, 14, 20))
    expect(readMoment('11-20 08:05', now)).toBe(local(2026, 10, 20, 8, 5))
  })

  it('tells nothing from what cannot be a time', () => {
    expect(readMoment('', now)).toBeNull()
    for (const text of ['25:00', '12:70', 'soon', '02-30 12:00'])
      expect(readMoment(text, now)).toBeUndefined()
  })

  it('writes what it reads', () => {
    const text = writeMoment(local(2026, 10, 21, 23, 50), now)
    expect(readMoment(text, now)).toBe(local(2026, 10, 21, 23, 50))
  })
})
