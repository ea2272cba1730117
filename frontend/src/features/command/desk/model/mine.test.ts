import { describe, expect, it } from 'vitest'
import type { Incident } from '../../board/model/types'
import { below, byWeight, concerns } from './mine'

const organisations = [
  { id: 'city', parent_id: null },
  { id: 'district', parent_id: 'city' },
  { id: 'town', parent_id: 'district' },
  { id: 'other', parent_id: 'city' },
]
const incident = (lead: string, ...assigned: string[]) =>
  ({ organisation: { id: lead }, assigned: assigned.map((id) => ({ id })) }) as unknown as Incident

describe('what concerns me', () => {
  it('is what lies below my organisation', () => {
    expect([...below('district', organisations)].sort()).toEqual(['district', 'town'])
    expect(below('city', organisations).size).toBe(4)
  })

  it('comes with the gravest first, then what is still to be done', () => {
    const at = (title: string, grade: string | null, state: string, minute: number) =>
      ({ title, grade, state, occurred_at: `2026-11-22T08:0${minute}:00Z` }) as unknown as Incident
    const listed = [
      at('unknown', null, 'reported', 0),
      at('younger', 'IV', 'confirmed', 2),
      at('under way', 'IV', 'responding', 0),
      at('grave', 'II', 'controlled', 5),
      at('older', 'IV', 'reported', 1),
    ]
    expect(byWeight(listed).map(({ title }) => title)).toEqual([
      'grave',
      'older',
      'younger',
      'under way',
      'unknown',
    ])
  })

  it('is led by us or called us in', () => {
    const mine = below('district', organisations)
    expect(concerns(incident('town'), mine)).toBe(true)
    expect(concerns(incident('other', 'district'), mine)).toBe(true)
    expect(concerns(incident('other'), mine)).toBe(false)
  })
})
