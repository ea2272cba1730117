import { describe, expect, it } from 'vitest'
import { byReason, covered, isRecommended, mayOverrule } from './choice'
import type { RejectedUnit } from './types'

const need = (capability: string, count: number, more = {}) => ({
  capability,
  count,
  min_crew: 0,
  shared: false,
  sent: [] as string[],
  ...more,
})
const unit = (id: string, ...capabilities: string[]) => ({ id, capabilities, crew: 4 })

describe('covered', () => {
  it('moves a unit that can do both to what only it can do', () => {
    const needs = [need('fire', 1), need('rescue', 1)]
    expect(covered(needs, [unit('a', 'fire', 'rescue'), unit('b', 'fire')])).toEqual([1, 1])
    expect(covered(needs, [unit('a', 'fire', 'rescue')])).toEqual([1, 0])
  })

  it('counts a unit again for a shared need, those sent before too', () => {
    const needs = [need('fire', 2, { sent: ['x'] }), need('rescue', 1, { shared: true })]
    expect(covered(needs, [unit('a', 'fire', 'rescue')])).toEqual([2, 1])
  })

  it('leaves out crews that are too small', () => {
    expect(covered([need('fire', 1, { min_crew: 6 })], [unit('a', 'fire')])).toEqual([0])
  })
})

it('knows the recommended choice, in whatever order', () => {
  expect(isRecommended(new Set(['a', 'b']), ['b', 'a'])).toBe(true)
  expect(isRecommended(new Set(['a']), ['b', 'a'])).toBe(false)
})

it('groups the rejected and says who may be sent all the same', () => {
  const rejected = [{ reason: 'off_duty' }, { reason: 'engaged' }, { reason: 'off_duty' }] as RejectedUnit[]
  expect(byReason(rejected).map(({ reason, units }) => [reason, units.length])).toEqual([
    ['engaged', 1],
    ['off_duty', 2],
  ])
  expect(mayOverrule({ reason: 'engaged' })).toBe(false)
  expect(mayOverrule({ reason: 'lacks_capability' })).toBe(true)
})
