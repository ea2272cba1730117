import { describe, expect, it } from 'vitest'
import { EVERYTHING, fromAddress, toAddress, toQuery } from './auditFilters'

const ID = '0190c000-0000-7000-8000-000000000001'

describe('filters of the audit', () => {
  it('stand in the address and come back from it', () => {
    const filters = { ...EVERYTHING, kind: 'account.created', actor: '王', subject: ID, hours: 0 }
    expect(fromAddress(toAddress(filters))).toEqual(filters)
    expect(toAddress(EVERYTHING)).toEqual({})
    expect(fromAddress({})).toEqual(EVERYTHING)
  })

  it('leave out what an address cannot mean', () => {
    expect(fromAddress({ kind: '<b>', subject: '1', hours: '3', day: 'today' })).toEqual(EVERYTHING)
  })

  it('become the question of the server', () => {
    const now = Date.parse('2026-11-22T12:00:30Z')
    expect(toQuery({ ...EVERYTHING, actor: ' 王 ' }, now)).toEqual({
      actor: '王',
      from: '2026-11-21T12:00:00.000Z',
    })
    expect(toQuery({ ...EVERYTHING, hours: 0 }, now)).toEqual({})
    const day = toQuery({ ...EVERYTHING, day: '2026-11-22' }, now)
    expect(Date.parse(day.to!) - Date.parse(day.from!)).toBe(86_400_000)
  })
})
