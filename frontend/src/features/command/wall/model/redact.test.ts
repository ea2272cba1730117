import { describe, expect, it } from 'vitest'
import type { Incident } from '../../board/model/types'
import { maySay, mayShow, wallIncident } from './redact'

const incident = {
  id: 'i1',
  number: 'SJ-1',
  title: '某人在某处',
  kind: { scheme: 's', version: '1', code: '20201', zh: '建筑火灾', en: 'Fire' },
  grade: 'II',
  state: 'responding',
  milestones: {},
  occurred_at: '2026-11-22T00:00:00Z',
  place: { lon: 116.7, lat: 23.3 },
  address: '某路 1 号',
  area: {
    district: { code: '440511', zh: '金平区', en: 'Jinping' },
    town: { code: 't', zh: '某街道', en: 'T' },
  },
  organisation: { id: 'o', code: '440511', zh: '金平', en: 'Jinping' },
  assigned: [],
  label: 'restricted',
  posts: [],
  reports: 1,
  report_ids: [],
  merged_into: null,
  merged_from: [],
  units: [{ id: 'u', call_sign: '金平消01', status: 'on_scene' }],
  attachments: 0,
  figures: { dead: 1 },
  summary: '概述',
  last_note: null,
  clocks: [],
  drill: null,
} as unknown as Incident

describe('a restricted incident on the wall', () => {
  it('shows kind and district and nothing else', () => {
    const told = Object.entries(wallIncident(incident)).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && !value.length),
    )
    expect(told.map(([name]) => name).sort()).toEqual(['district', 'id', 'kind', 'restricted'])
    expect(JSON.stringify(told)).not.toMatch(/某|消01|116\.7|概述/)
  })

  it('leaves an internal one whole', () => {
    const shown = wallIncident({ ...incident, label: 'internal' })
    expect(shown).toMatchObject({ title: '某人在某处', grade: 'II', units: 1, restricted: false })
  })

  it('is not given away by its units or its alarms', () => {
    const restricted = new Set(['i1'])
    expect(mayShow({ incident_id: 'i1' }, restricted)).toBe(false)
    expect(mayShow({ incident_id: null }, restricted)).toBe(true)
    expect(maySay({ kind: 'unit-lost-contact', about: ['u', 'i1'] }, new Set(['i1']), restricted)).toBe(false)
    expect(maySay({ kind: 'grade-high', about: ['unseen'] }, new Set(), new Set())).toBe(false)
    expect(maySay({ kind: 'grade-high', about: ['i2'] }, new Set(['i2']), restricted)).toBe(true)
    expect(maySay({ kind: 'feed-dead', about: [] }, new Set(), restricted)).toBe(true)
  })
})
