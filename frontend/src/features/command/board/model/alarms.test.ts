import { describe, expect, it } from 'vitest'
import { alarmQueue, calls, folded, subjectBeside } from './alarms'
import type { Alarm } from './types'

const alarm = (id: string, more: Partial<Alarm> = {}): Alarm => ({
  id,
  kind: 'clock-overdue',
  zh: id,
  en: id,
  severity: 'red',
  about: [],
  subject_text: '',
  organisation_id: null,
  owner_post: { id: 'o', code: 'operator', zh: '席位', en: 'Desk' },
  posts: [],
  action: { zh: '', en: '' },
  repeat_s: 60,
  raised_at: `2026-11-22T00:00:0${id.length}Z`,
  acknowledged: null,
  escalation: null,
  shelved_until: null,
  shelved: null,
  count: 1,
  last_at: '2026-11-22T00:00:00Z',
  cleared_at: null,
  cleared_by: null,
  ...more,
})
const NOW = Date.parse('2026-11-22T01:00:00Z')
const by = {
  at: '2026-11-22T00:00:00Z',
  by: { kind: 'account' as const, id: 'x', name: 'x', organisation: null },
}

describe('alarmQueue', () => {
  it('puts the gravest and oldest first, and each alarm in one list', () => {
    const queue = alarmQueue(
      [
        alarm('aaa'),
        alarm('b', { severity: 'yellow' }),
        alarm('cc'),
        alarm('d', { acknowledged: by }),
        alarm('e', { shelved_until: '2026-11-22T02:00:00Z' }),
        alarm('ffff', { shelved_until: '2026-11-22T00:30:00Z' }),
        alarm('g', { cleared_at: '2026-11-22T00:30:00Z' }),
      ],
      NOW,
    )
    expect(queue.waiting.map(({ id }) => id)).toEqual(['cc', 'aaa', 'ffff', 'b'])
    expect(queue.standing.map(({ id }) => id)).toEqual(['d'])
    expect(queue.shelved.map(({ id }) => id)).toEqual(['e'])
  })
})

describe('folded', () => {
  it('folds a flooding kind under its first, and leaves the others apart', () => {
    const flood = ['a', 'b', 'c', 'd'].map((id) => alarm(id))
    const rows = folded([flood[0]!, alarm('x', { kind: 'help-call' }), ...flood.slice(1)])
    expect(rows.map(({ first, alarms }) => [first.id, alarms.length])).toEqual([
      ['a', 4],
      ['x', 1],
    ])
    expect(folded(flood.slice(0, 3))).toHaveLength(3)
  })
})

it('calls the posts that were called so far', () => {
  expect(calls(alarm('a', { posts: ['p', 'q'] }), new Set(['q']))).toBe(true)
  expect(calls(alarm('a'), new Set(['q']))).toBe(false)
})

it('does not say twice what the message says', () => {
  expect(subjectBeside('SJ-1 出动 超时 2 分', 'SJ-1 小学车辆碰撞')).toBe('小学车辆碰撞')
})
