import { describe, expect, it } from 'vitest'
import { momentOf } from './command'

const now = new Date(2026, 10, 22, 9, 30).getTime()
const at = (...parts: [number, number, number, number, number, number?]) =>
  new Date(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5] ?? 0).getTime()

describe('/replay', () => {
  it('reads times with and without a date', () => {
    expect(momentOf('08:30', now)).toBe(at(2026, 11, 22, 8, 30))
    expect(momentOf('23:05:10', now)).toBe(at(2026, 11, 21, 23, 5, 10))
    expect(momentOf('11-20 7：05', now)).toBe(at(2026, 11, 20, 7, 5))
    expect(momentOf('2025-01-02 00:00', now)).toBe(at(2025, 1, 2, 0, 0))
  })

  it('knows what it cannot read', () => {
    expect(momentOf('', now)).toBe(0)
    expect(momentOf('昨天', now)).toBeNull()
    expect(momentOf('25:00', now)).toBeNull()
    expect(momentOf('02-31 08:00', now)).toBeNull()
  })
})
