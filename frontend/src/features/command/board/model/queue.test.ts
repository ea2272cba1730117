import { describe, expect, it } from 'vitest'
import { groupQueue, runningClocks, urgentClock } from './queue'
import type { Clock, Incident } from './types'

const clock = (code: string, due_at: string, done_at: string | null = null): Clock => ({
  code,
  zh: code,
  en: code,
  started_at: '2026-11-22T00:00:00Z',
  warn_at: '2026-11-22T00:00:00Z',
  due_at,
  done_at,
})

const incident = (id: string, more: Partial<Incident>): Incident =>
  ({
    id,
    grade: null,
    state: 'responding',
    occurred_at: '2026-11-22T00:00:00Z',
    clocks: [],
    ...more,
  }) as Incident

const ids = (list: Incident[]) => list.map(({ id }) => id)

describe('groupQueue', () => {
  const all = [
    incident('old', { occurred_at: '2026-11-21T00:00:00Z' }),
    incident('grave', { grade: 'I' }),
    incident('new', { grade: 'IV', occurred_at: '2026-11-22T05:00:00Z' }),
    incident('fresh', { state: 'reported' }),
    incident('over', { state: 'merged' }),
  ]

  it('puts each incident where it is to be dealt with', () => {
    const groups = groupQueue(all, 'grade')
    expect(groups.map(({ name, incidents }) => [name, incidents.length])).toEqual([
      ['pending', 1],
      ['active', 3],
      ['controlled', 0],
      ['done', 1],
    ])
  })

  it('sorts by grade then age, by age, or newest first', () => {
    expect(ids(groupQueue(all, 'grade')[1]!.incidents)).toEqual(['grave', 'new', 'old'])
    expect(ids(groupQueue(all, 'age')[1]!.incidents)).toEqual(['old', 'grave', 'new'])
    expect(ids(groupQueue(all, 'newest')[1]!.incidents)).toEqual(['new', 'grave', 'old'])
  })
})

describe('clocks', () => {
  const late = clock('late', '2026-11-22T02:00:00Z')
  const soon = clock('soon', '2026-11-22T01:00:00Z')
  const done = clock('done', '2026-11-22T00:30:00Z', '2026-11-22T00:20:00Z')

  it('shows the running clock that is due first', () => {
    expect(urgentClock({ clocks: [late, done, soon] })).toBe(soon)
    expect(urgentClock({ clocks: [done] })).toBeNull()
  })

  it('lists the clocks of open incidents only', () => {
    const open = incident('a', { clocks: [late, done] })
    const closed = incident('b', { state: 'closed', clocks: [soon] })
    const other = incident('c', { clocks: [soon] })
    expect(runningClocks([open, closed, other]).map(({ clock }) => clock.code)).toEqual(['soon', 'late'])
  })
})
