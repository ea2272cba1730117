import { describe, expect, it } from 'vitest'
import type { Incident } from '../../board/model/types'
import { median, punctuality, timeTaken } from './keyFigures'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 1, minute)).toISOString()
const clock = (code: string, start: number, due: number, done: number | null) => ({
  code,
  zh: code,
  en: code,
  started_at: at(start),
  due_at: at(due),
  done_at: done === null ? null : at(done),
})
const incident = (state: string, ...clocks: object[]) => ({ state, clocks }) as unknown as Incident

describe('key figures', () => {
  it('takes the middle', () => {
    expect(median([])).toBeNull()
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('measures stopped clocks against the time they allow', () => {
    const found = timeTaken(
      [incident('confirmed', clock('confirm', 0, 5, 2)), incident('reported', clock('confirm', 1, 6, null))],
      'confirm',
      Date.parse(at(0)),
    )
    expect(found).toEqual({ median: 120, target: 300, count: 1 })
    expect(timeTaken([], 'confirm', 0)).toEqual({ median: null, target: null, count: 0 })
  })

  it('counts what was in time, late, overdue; merged incidents count once', () => {
    const incidents = [
      incident('responding', clock('a', 0, 5, 3), clock('b', 0, 5, 9), clock('c', 0, 5, null)),
      incident('merged', clock('c', 0, 5, null)),
      incident('reported', clock('a', 8, 13, null)),
    ]
    expect(punctuality(incidents, Date.parse(at(0)), Date.parse(at(10)))).toEqual({
      inTime: 1,
      late: 1,
      overdue: 1,
    })
  })
})
