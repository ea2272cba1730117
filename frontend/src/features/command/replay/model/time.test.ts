import { describe, expect, it } from 'vitest'
import { DAY, follow, fromField, HOUR, iso, parseAt, parseSpeed, stretchAround, ticks, toField } from './time'

const now = Date.UTC(2026, 10, 22, 9, 30)

describe('address', () => {
  it('takes a moment and a speed, and nothing else', () => {
    expect(parseAt('2026-11-22T08:00:00.900Z')).toBe(Date.UTC(2026, 10, 22, 8))
    expect(parseAt('116.7,23.3')).toBeNull()
    expect(parseAt('2026-13-45T00:00:00Z')).toBeNull()
    expect(parseAt(undefined)).toBeNull()
    expect(parseSpeed('10')).toBe(10)
    expect(parseSpeed('7')).toBeNull()
    expect(iso(now + 321)).toBe('2026-11-22T09:30:00Z')
  })

  it('goes through the field of the browser unchanged', () => expect(fromField(toField(now))).toBe(now))
})

describe('stretch', () => {
  it('ends just after now when now fits in', () => {
    const to = now + HOUR / 4
    expect(stretchAround(now - HOUR, 6 * HOUR, now)).toEqual({ from: to - 6 * HOUR, to })
  })

  it('puts an older moment into the middle', () => {
    const at = now - 3 * DAY
    expect(stretchAround(at, 6 * HOUR, now)).toEqual({ from: at - 3 * HOUR, to: at + 3 * HOUR })
  })

  it('stays until the moment leaves it', () => {
    const stretch = stretchAround(now - HOUR, 6 * HOUR, now)
    expect(follow(stretch, now - 2 * HOUR, now)).toBe(stretch)
    expect(follow(stretch, now - 10 * HOUR, now).from).toBe(now - 13 * HOUR)
  })

  it('has a tick at each whole step', () => {
    const found = ticks({ from: now - 2 * HOUR, to: now }, HOUR)
    expect(found).toHaveLength(2)
    for (const at of found) expect(new Date(at).getMinutes()).toBe(0)
  })
})
