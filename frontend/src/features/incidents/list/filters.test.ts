import { describe, expect, it } from 'vitest'
import { EVERYTHING, fromAddress, toAddress, toQuery } from './filters'

describe('filters', () => {
  it('stand in the address and come back from it', () => {
    const filters = { ...EVERYTHING, q: '和平', state: '' as const, grade: 'II' as const, hours: 24 }
    expect(fromAddress(toAddress(filters))).toEqual(filters)
    expect(toAddress(EVERYTHING)).toEqual({})
    expect(fromAddress({})).toEqual(EVERYTHING)
  })

  it('leave out what an address cannot mean', () => {
    expect(fromAddress({ state: 'x', grade: 'V', kind: 'abc', hours: '3' })).toEqual(EVERYTHING)
  })

  it('ask for the hours back from now', () => {
    const now = Date.parse('2026-11-22T12:00:30Z')
    expect(toQuery({ ...EVERYTHING, hours: 24 }, now)).toEqual({
      state: 'open',
      from: '2026-11-21T12:00:00.000Z',
    })
  })
})
