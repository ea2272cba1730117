/** The smaller pure parts of the board. */
import { describe, expect, it } from 'vitest'
import type { Fact } from '@/live'
import { splitStatus } from './commandText'
import { metresBetween } from './distance'
import { forcesOf } from './forces'
import { freshnessOf, lostUnits } from './freshness'
import { changesOf, clashesOf } from './incidentForm'
import { ways } from './mapObjects'
import { stepIndex } from './steps'
import { tellable } from './timeline'
import type { Alarm, Incident, Unit } from './types'

const fire = { id: 'fire', code: 'fire', zh: '消防', en: 'Fire' }
const unit = (id: string, more: Partial<Unit> = {}): Unit =>
  ({ id, call_sign: id, agency: fire, status: 'available', place: null, position_at: null, ...more }) as Unit
const NOW = Date.parse('2026-11-22T01:00:00Z')
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString()

describe('units', () => {
  it('are counted by agency and by what they do', () => {
    const units = [
      unit('a', { status: 'on_scene' }),
      unit('b', { status: 'en_route' }),
      unit('c', { status: 'returning' }),
      unit('d', { status: 'off_duty' }),
    ]
    const [force] = forcesOf(units, new Set(['b']))
    expect(force?.counts).toEqual({ onScene: 1, enRoute: 1, available: 1, out: 1 })
    expect(force?.lost).toBe(1)
  })

  it('go stale with their position, and are lost when they are flagged or an alarm says so', () => {
    const none = new Set<string>()
    expect(freshnessOf(unit('a', { position_at: ago(30) }), none, NOW)).toBe('fresh')
    expect(freshnessOf(unit('a', { position_at: ago(31) }), none, NOW)).toBe('stale')
    expect(freshnessOf(unit('a'), none, NOW)).toBe('fresh')
    expect(freshnessOf(unit('a', { status: 'en_route' }), none, NOW)).toBe('stale')
    const alarm = { kind: 'unit-lost-contact', cleared_at: null, about: ['a'] } as unknown as Alarm
    expect(freshnessOf(unit('a', { position_at: ago(1) }), lostUnits([alarm]), NOW)).toBe('lost')
    const silent = unit('a', { position_at: ago(1), no_contact_since: ago(600) })
    expect(freshnessOf(silent, none, NOW)).toBe('lost')
  })

  it('are tied to where they go while under way', () => {
    const place = { lon: 116.7, lat: 23.3 }
    const goal = { id: 'i', place: { lon: 116.8, lat: 23.3 } } as Incident
    const going = unit('a', { status: 'en_route', incident_id: 'i', place })
    const there = unit('b', { status: 'on_scene', incident_id: 'i', place })
    expect(ways([going, there], [goal]).data?.features).toHaveLength(1)
  })
})

describe('splitStatus', () => {
  const statuses = [{ code: 'on_scene', zh: '到场', en: 'On scene', short: '场' }]

  it('takes the status from the end, in either language', () => {
    expect(splitStatus('金平消01 到场', statuses)).toEqual({ unit: '金平消01', status: 'on_scene' })
    expect(splitStatus('Engine 3 on scene', statuses)).toEqual({ unit: 'Engine 3', status: 'on_scene' })
    expect(splitStatus('金平消01', statuses)).toEqual({ unit: '金平消01', status: null })
    expect(splitStatus('广场', statuses)).toEqual({ unit: '广场', status: null })
  })
})

describe('the form of an incident', () => {
  it('sends only what was changed, an emptied text as null', () => {
    expect(changesOf({ title: ' a ', summary: ' ' })).toEqual({ title: 'a', summary: null })
  })

  it('gathers the figures of a refusal under one field', () => {
    const clashes = clashesOf({ title: 'b', 'figures/injured': 3, 'figures/dead': 1 })
    expect([...clashes]).toEqual([
      ['title', 'b'],
      ['figures', { injured: 3, dead: 1 }],
    ])
  })
})

describe('the timeline', () => {
  const fact = (seq: number, kind: string, state: object): Fact =>
    ({ seq, kind, topic: kind.startsWith('unit') ? 'units' : 'incidents', subject: kind[0], state }) as Fact

  it('tells changes newest first and leaves out what only moved', () => {
    const lines = tellable([
      fact(4, 'unit.status', { status: 'on_scene' }),
      fact(1, 'incident.reported', { units: [], grade: null }),
      fact(2, 'unit.status', { status: 'en_route' }),
      fact(3, 'unit.status', { status: 'en_route' }),
      fact(5, 'incident.changed', { units: [1], grade: null }),
      fact(6, 'incident.changed', { units: [1], grade: 'II' }),
    ])
    expect(lines.map((line) => line.fact.seq)).toEqual([6, 4, 2, 1])
  })
})

it('measures distances well enough for a city', () => {
  const metres = metresBetween({ lon: 116.7, lat: 23.3 }, { lon: 116.71, lat: 23.3 })
  expect(metres).toBeGreaterThan(1015)
  expect(metres).toBeLessThan(1030)
  expect(metresBetween(null, { lon: 0, lat: 0 })).toBeNull()
})

it('keeps a merged incident at the step it had reached', () => {
  const milestones = { reported: 'x', confirmed: 'x', responding: null, controlled: null, closed: null }
  expect(stepIndex({ state: 'merged', milestones })).toBe(1)
})
