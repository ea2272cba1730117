import { describe, expect, it } from 'vitest'
import { answersOf, standing, toShow, type Order } from './receipts'

describe('orders on a phone', () => {
  it('stand where the furthest receipt is, sent or still waiting', () => {
    expect(standing({ state: 'sent' }, [])).toBe('sent')
    expect(standing({ state: 'sent' }, ['seen', 'accepted'])).toBe('accepted')
    expect(standing({ state: 'acting' }, ['seen'])).toBe('acting')
    expect(standing({ state: 'withdrawn' }, ['done'])).toBe('withdrawn')
  })

  it('offer one step first and never a step back', () => {
    expect(answersOf('seen')).toEqual(['accepted', 'refused'])
    expect(answersOf('accepted')[0]).toBe('acting')
    expect(answersOf('acting')).toEqual(['done', 'refused'])
    expect(answersOf('done')).toEqual([])
    expect(answersOf('withdrawn')).toEqual([])
  })

  it('stay in view ten minutes after their end', () => {
    const order = (id: string, ended_at: string | null) => ({ id, ended_at }) as Order
    const list = [
      order('open', null),
      order('just', '2026-11-22T08:00:00Z'),
      order('old', '2026-11-22T07:00:00Z'),
    ]
    const now = Date.parse('2026-11-22T08:05:00Z')
    expect(toShow(list, now).map((each) => each.id)).toEqual(['open', 'just'])
  })
})
