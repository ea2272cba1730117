/** A fact as words: the key of a text and its parts. Pure; the words are in messages.ts. */
import type { Fact } from '@/live'
import type { Task } from '../../tasks/model/receipts'
import type { Alarm, Incident, Report, Unit } from './types'

export interface FactLine {
  /** Under `command.board.fact.`. */
  key: string
  /** Parts put into the text; names in both languages are chosen by the caller. */
  parts: Record<string, unknown>
  /** Free text written by a person, shown as it is. */
  text?: string
}

const CHANGEABLE = ['title', 'grade', 'kind', 'place', 'address', 'summary', 'figures', 'label'] as const

/** Fields of an incident that differ between two states. */
export function changedFields(before: Incident | null, now: Incident): string[] {
  if (!before) return []
  const differs = (name: (typeof CHANGEABLE)[number]) =>
    JSON.stringify(before[name] ?? null) !== JSON.stringify(now[name] ?? null)
  const fields: string[] = CHANGEABLE.filter(differs)
  if (before.units.length !== now.units.length) fields.push('units')
  if (before.reports !== now.reports) fields.push('reports')
  return fields
}

interface Told {
  reason?: string
  dispatch?: { units: { call_sign: string }[]; override: boolean }
}

function incidentLine(kind: string, now: Incident & Told, before: Incident | null): FactLine {
  const text = now.reason
  switch (kind) {
    case 'incident.noted':
      return { key: 'incident.noted', parts: {}, text: now.last_note?.text }
    case 'incident.moved':
      return { key: kind, parts: { organisation: now.organisation }, text }
    case 'incident.dispatched': {
      const { units, override } = now.dispatch!
      return { key: override ? 'incident.overridden' : kind, parts: { units }, text }
    }
    case 'incident.assigned':
      return { key: kind, parts: { organisations: now.assigned }, text }
    case 'incident.changed': {
      const fields = changedFields(before, now)
      if (fields.length === 1 && fields[0] === 'grade')
        return { key: 'incident.graded', parts: { grade: now.grade } }
      return { key: fields.length ? 'incident.changed' : 'incident.touched', parts: { fields } }
    }
    default:
      return { key: kind, parts: { title: now.title }, text }
  }
}

/** Kept answers, closed roads, drawings: what is over is told by what it was. */
const KEPT = new Set(['analyses', 'roads', 'drawings'])
/** Phones that show an incident come and go. */
const SHOWN = new Set(['phone.started', 'phone.ended'])
function kept({ kind, state }: Fact, before: unknown): FactLine {
  const { title, reason, label } = (state ?? before ?? {}) as Record<'title' | 'reason' | 'label', string>
  return { key: kind, parts: {}, text: title ?? reason ?? label }
}

/** An order: to whom; its words where they are new or somebody answers with words. */
function taskLine(kind: string, { unit, organisation, text, reason, last_word }: Task): FactLine {
  const said = { 'task.sent': text, 'task.noted': last_word?.text }[kind] ?? reason ?? undefined
  return { key: kind, parts: { recipient: unit?.call_sign ?? organisation }, text: said }
}

/** Silence of a unit and its end: beside its status, which stays. */
const CONTACT = new Set(['unit.lost', 'unit.contact'])

/** `before` is the state of the same subject one fact earlier, where it is known. */
export function lineOf(fact: Fact, before: unknown = null): FactLine {
  const state = fact.state as unknown
  if (KEPT.has(fact.topic)) return kept(fact, before)
  if (SHOWN.has(fact.kind)) return { key: fact.kind, parts: {} }
  if (!state) return { key: 'gone', parts: {} }
  switch (fact.topic) {
    case 'incidents':
      return incidentLine(fact.kind, state as Incident, before as Incident | null)
    case 'reports': {
      const { number, reason } = state as Report & { reason?: string }
      return { key: fact.kind, parts: { number }, text: reason }
    }
    case 'units': {
      const { call_sign, status } = state as Unit
      if (CONTACT.has(fact.kind)) return { key: fact.kind, parts: { unit: call_sign } }
      if (fact.kind === 'unit.accounted') return { key: fact.kind, parts: { unit: call_sign } }
      return { key: 'unit.status', parts: { unit: call_sign, status } }
    }
    case 'alarms': {
      const alarm = state as Alarm
      return { key: fact.kind, parts: { alarm } }
    }
    case 'tasks':
      return taskLine(fact.kind, state as Task)
    default:
      return { key: fact.kind, parts: {} }
  }
}

/** Inner steps of an alarm: who was called is said by the alarm itself. */
const SILENT = new Set(['alarm.routed', 'alarm.folded', 'alarm.left', 'task.cleared'])

/** Facts of units that only moved say nothing worth a line. */
export function worthTelling(fact: Fact, before: unknown): boolean {
  if (SILENT.has(fact.kind)) return false
  if (CONTACT.has(fact.kind)) return true
  // What reminds by itself is told by what is overdue.
  if (fact.kind === 'task.reminded') return (fact.actor as { kind?: string }).kind !== 'system'
  if (fact.kind === 'unit.accounted') return true
  if (fact.topic === 'units')
    return !before || (before as Unit).status !== (fact.state as Unit | null)?.status
  if (fact.kind === 'incident.changed') {
    return changedFields(before as Incident | null, fact.state as unknown as Incident).some(
      (field) => field !== 'units' && field !== 'reports',
    )
  }
  return fact.topic !== 'resources'
}
