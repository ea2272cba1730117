import { expect, it } from 'vitest'
import type { Recording } from '../types'
import { atMoment } from './replay'

const ZERO = Date.parse('2026-11-23T02:00:00Z')
const iso = (minute: number) => new Date(ZERO + minute * 60_000).toISOString()
const recording = (id: string, from: number, to: number | null, more: Partial<Recording> = {}) =>
  ({
    id,
    started_at: iso(from),
    ended_at: to === null ? null : iso(to),
    incident_id: null,
    state: 'kept',
    ...more,
  }) as Recording
const all = [
  recording('camera', 0, 60),
  recording('meeting', 10, 20, { incident_id: 'storm' }),
  recording('running', 30, null, { state: 'running' }),
  recording('gone', 0, 60, { state: 'erased' }),
]
const ids = (minute: number, incident: string | null = null) =>
  atMoment(all, { at: ZERO + minute * 60_000, now: ZERO + 40 * 60_000, incident }).map(({ id }) => id)

it('shows what lies around the moment, the newest first', () => {
  expect(ids(5)).toEqual(['camera'])
  expect(ids(15)).toEqual(['meeting', 'camera'])
  expect(ids(35)).toEqual(['running', 'camera'])
  expect(ids(70)).toEqual([])
})

it('prefers that of the chosen incident', () => {
  const camera = recording('camera2', 14, 60)
  const found = atMoment([...all, camera], { at: ZERO + 15 * 60_000, now: ZERO, incident: 'storm' })
  expect(found.map(({ id }) => id)).toEqual(['meeting', 'camera2', 'camera'])
})
