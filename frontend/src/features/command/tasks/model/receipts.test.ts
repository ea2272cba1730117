import { describe, expect, it } from 'vitest'
import { clockOf, inOrder, isOverdue, marksOf, nextReceipt, type Task } from './receipts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 8, 0, seconds)).toISOString()
const given = (seconds: number, more = {}) => ({
  at: at(seconds),
  device_at: null,
  by: '车组',
  via: 'crew',
  implied: false,
  ...more,
})

function task(state: Task['state'], receipts: object, more: object = {}): Task {
  const clock = (code: string, due: number, done_at: string | null = null) => ({
    ...{ code, zh: code, en: code, started_at: at(0), warn_at: at(due) },
    ...{ due_at: at(due), done_at },
  })
  const clocks = [clock('order-act', 300), clock('acknowledge', 30, state === 'sent' ? null : at(20))]
  return { id: state, state, receipts, clocks, ordered_at: at(0), ...more } as unknown as Task
}

describe('an order', () => {
  it('shows six marks: given, implied, waited for', () => {
    const receipts = { sent: given(0), seen: given(20, { implied: true }), accepted: given(20) }
    const marks = marksOf(task('accepted', receipts))
    expect(marks.map((mark) => mark.look)).toEqual(['given', 'none', 'implied', 'given', 'next', 'none'])
    expect(marksOf(task('refused', receipts)).some((mark) => mark.look === 'next')).toBe(false)
  })

  it('tells when something was done where it was done, never later than we knew', () => {
    const early = marksOf(task('seen', { seen: given(90, { device_at: at(10) }) }))
    expect(early[2]!.at).toBe(at(10))
    const ahead = marksOf(task('seen', { seen: given(90, { device_at: at(500) }) }))
    expect(ahead[2]!.at).toBe(at(90))
  })

  it('is overdue by the first clock that still runs, and never when it has ended', () => {
    expect(clockOf(task('sent', {}))!.code).toBe('acknowledge')
    expect(isOverdue(task('sent', {}), Date.parse(at(30)))).toBe(true)
    expect(isOverdue(task('accepted', {}), Date.parse(at(60)))).toBe(false)
    expect(isOverdue(task('refused', {}), Date.parse(at(9000)))).toBe(false)
  })

  it('asks its recipient for one thing next', () => {
    const states = ['sent', 'delivered', 'seen', 'accepted', 'acting', 'done', 'withdrawn'] as const
    expect(states.map(nextReceipt)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'acting', 'done', null, null],
    ])
  })

  it('stands before those that have ended, the most urgent first', () => {
    const order = inOrder([task('done', {}), task('accepted', {}), task('sent', {})])
    expect(order.map((one) => one.state)).toEqual(['sent', 'accepted', 'done'])
  })
})
