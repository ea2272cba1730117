import { describe, expect, it } from 'vitest'
import type { Fact } from '@/live'
import { linesOf } from './factLine'
import { changesOf, type IncidentForm } from './form'
import { cell, sheet } from './sheet'
import { needsReason, nextVerb, otherVerbs } from './steps'

function fact(seq: number, kind: string, state: Record<string, unknown>, subject = 'i'): Fact {
  return {
    seq,
    kind,
    state,
    subject,
    at: '',
    topic: '',
    version: seq,
    about: [],
    actor: {},
    cause: null,
    drill: null,
  }
}

describe('steps', () => {
  it('lead on, over one, and back with a reason', () => {
    expect(nextVerb('responding')).toBe('control')
    expect(otherVerbs('controlled')).toEqual(['respond'])
    expect(otherVerbs('reported')).toEqual(['respond', 'control', 'close'])
    expect(needsReason('respond', 'controlled')).toBe(true)
    expect(needsReason('respond', 'confirmed')).toBe(false)
    expect(nextVerb('merged')).toBeNull()
  })
})

describe('linesOf', () => {
  it('says what changed and leaves out what another fact tells', () => {
    const lines = linesOf([
      fact(5, 'incident.changed', { grade: 'II', units: [1], last_note: null }),
      fact(4, 'incident.changed', { grade: 'III', units: [1], last_note: null }),
      fact(3, 'unit.status', { call_sign: '潮阳消03', status: 'en_route' }, 'u'),
      fact(2, 'incident.noted', { grade: 'III', last_note: { at: '1', text: '围井完成' } }),
      fact(1, 'incident.reported', { grade: 'III', last_note: null }),
    ])
    expect(lines.map(({ line }) => line.key)).toEqual([
      'incident.graded',
      'unit.status',
      'incident.noted',
      'incident.reported',
    ])
    expect(lines[0]!.line).toMatchObject({ parts: { from: 'III', to: 'II' }, tone: 'strong' })
    expect(lines[2]!.line.words).toBe('围井完成')
  })

  it('names who was called in and released', () => {
    const [latest] = linesOf([
      fact(2, 'incident.assigned', { assigned: [{ id: 'b' }] }),
      fact(1, 'incident.reported', { assigned: [{ id: 'a' }] }),
    ])
    expect(latest!.line.parts).toEqual({ added: [{ id: 'b' }], removed: [{ id: 'a' }] })
  })
})

describe('changesOf', () => {
  const base: IncidentForm = {
    title: 'a',
    kind: null,
    grade: null,
    location: null,
    address: '和平镇',
    occurred_at: 'x',
    summary: '',
    figures: { trapped: 3, injured: 1 },
  }

  it('sends changed fields, and of figures only those that differ', () => {
    const mine = { ...base, address: ' ', figures: { trapped: 2 } }
    expect(changesOf(base, mine)).toEqual({ address: null, figures: { trapped: 2, injured: null } })
    expect(changesOf(base, { ...base })).toEqual({})
  })
})

describe('sheet', () => {
  it('disarms formulas and quotes', () => {
    expect(cell('=1+1')).toBe("'=1+1")
    expect(cell('＝cmd')).toBe("'＝cmd")
    expect(cell(-3)).toBe('-3')
    expect(cell('a "b", c')).toBe('"a ""b"", c"')
    expect(sheet(['x'], [['y']])).toBe('\ufeffx\r\ny\r\n')
  })
})
