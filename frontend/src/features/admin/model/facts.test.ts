import { describe, expect, it } from 'vitest'
import { beforeOf, calledBy, changesBetween, partsOf } from './facts'
import type { AuditFact } from './types'

const fact = (seq: number, subject: string) => ({ seq, subject }) as AuditFact

describe('facts', () => {
  it('have a noun and a verb', () => {
    expect(partsOf('incident.phone_reported')).toEqual({ noun: 'incident', verb: 'phone_reported' })
    expect(partsOf('odd')).toEqual({ noun: 'odd', verb: '' })
  })

  it('are called by what people know them by', () => {
    expect(calledBy({ id: 'x', number: 'SJ-1', title: '火' })).toBe('SJ-1')
    expect(calledBy({ code: 'c', zh: '东区', en: 'East' })).toEqual({ zh: '东区', en: 'East' })
    expect(calledBy({ name: { zh: '医院', en: 'Hospital' } })).toEqual({ zh: '医院', en: 'Hospital' })
    expect(calledBy({ id: 'x' })).toBeNull()
    expect(calledBy(null)).toBeNull()
  })

  it('say what changed', () => {
    const before = { name: '甲', posts: [1], unit: null, disabled: false }
    const after = { name: '乙', posts: [1], unit: null, disabled: true }
    expect(changesBetween(before, after)).toEqual([
      { path: ['name'], before: '甲', after: '乙' },
      { path: ['disabled'], before: false, after: true },
    ])
    expect(changesBetween(null, after).map((each) => each.path)).toEqual([['name'], ['posts'], ['disabled']])
    expect(changesBetween(null, { id: 'x', name: '甲' })).toHaveLength(2)
    expect(changesBetween({ a: 1 }, null)).toEqual([{ path: ['a'], before: 1, after: undefined }])
  })

  it('say it within what a state holds', () => {
    const unit = (id: string, status: string) => ({ id, call_sign: `消${id}`, status })
    const before = { units: [unit('1', 'assigned'), unit('2', 'en_route')], steps: { closed: null } }
    const after = { units: [unit('1', 'on_scene'), unit('3', 'assigned')], steps: { closed: 'now' } }
    expect(changesBetween(before, after)).toEqual([
      { path: ['units', '消1', 'status'], before: 'assigned', after: 'on_scene' },
      { path: ['units'], before: unit('2', 'en_route'), after: undefined },
      { path: ['units'], before: undefined, after: unit('3', 'assigned') },
      { path: ['steps', 'closed'], before: null, after: 'now' },
    ])
  })

  it('take another organisation for another value', () => {
    const before = { organisation: { id: 'a', zh: '甲', en: 'A' } }
    const after = { organisation: { id: 'b', zh: '乙', en: 'B' } }
    expect(changesBetween(before, after)).toEqual([
      { path: ['organisation'], before: before.organisation, after: after.organisation },
    ])
  })

  it('follow an earlier fact of the same subject', () => {
    const page = [fact(9, 'other'), fact(8, 'mine'), fact(3, 'mine')]
    expect(beforeOf(fact(10, 'mine'), page)?.seq).toBe(8)
    expect(beforeOf(fact(3, 'mine'), page)).toBeNull()
  })
})
