/** One fact as a line: a text key with its parts, how weighty it is, and what it belongs to. Pure. */
import type { Schema } from '@/api'
import type { Fact } from '@/live'
import { same } from '../../shared/mergedFields'
import { isMeeting, meetingLine } from './meetingLine'

export type Group = 'key' | 'report' | 'unit' | 'task' | 'file' | 'other'

export interface FactLine {
  /** Below `incidents.fact.`. */
  key: string
  parts: Record<string, unknown>
  /** Words of a person: a note, a reason. */
  words: string | null
  group: Group
  /** Alarms stand out; milestones are bold. */
  tone: 'plain' | 'strong' | 'alarm'
}

type State = Record<string, unknown>

const FIELDS = ['title', 'kind', 'grade', 'place', 'address', 'occurred_at', 'summary', 'figures'] as const
const MILESTONES = new Set([
  'reported',
  'confirmed',
  'responding',
  'controlled',
  'closed',
  'reopened',
  'merged',
  'unmerged',
])
const HAND_CLOCKS = new Set(['phone_reported', 'first_reported', 'followed_up'])

/** Null for a fact that says nothing by itself: another one tells it. */
export function factLine(fact: Fact, before: State | null): FactLine | null {
  const state = fact.state ?? {}
  const [topic, what = ''] = fact.kind.split('.')
  const words = (state.reason as string | undefined) ?? null
  if (topic === 'incident') return incidentLine(what, state, before, words)
  if (fact.kind === 'unit.lost' || fact.kind === 'unit.contact')
    return {
      ...line(fact.kind, 'unit', { unit: state.call_sign }, null),
      tone: what === 'lost' ? 'alarm' : 'plain',
    }
  if (topic === 'report')
    return line(
      `report.${what}`,
      'report',
      {
        number: state.number,
        title: state.title,
        channel: state.channel,
        by: state.taken_by,
        reason: state.reject_reason,
      },
      words,
    )
  if (topic === 'unit') {
    if (what === 'accounted') return line('unit.accounted', 'unit', { unit: state.call_sign }, null)
    return what === 'status' ? unitLine(state, before) : null
  }
  if (topic === 'task') return told(fact) ? taskLine(what, state, words) : null
  if (topic === 'alarm')
    return what === 'routed'
      ? null
      : {
          ...line(`alarm.${what}`, 'other', { alarm: state }, null),
          tone: what === 'raised' || what === 'escalated' ? 'alarm' : 'plain',
        }
  if (topic === 'analysis') return line(fact.kind, 'other', { title: state.title ?? before?.title }, null)
  if (topic === 'drawing') return line(fact.kind, 'other', { title: state.label ?? before?.label }, null)
  if (topic === 'road') return line(fact.kind, 'other', {}, String(state.reason ?? before?.reason ?? ''))
  if (isMeeting(topic ?? '')) return meetingLine(fact.kind, state)
  if (topic === 'message') return null
  if (topic === 'link') return line(`link.${what}`, 'report', {}, null)
  // That a file arrived is told once: by the count of the incident or report it hangs on.
  if (topic === 'file')
    return what === 'erased' ? line('file.erased', 'file', { name: state.name }, null) : null
  return line('other', 'other', { kind: fact.kind }, words)
}

function line(key: string, group: Group, parts: State, words: string | null): FactLine {
  return { key, parts, words, group, tone: 'plain' }
}

function incidentLine(
  what: string,
  state: State,
  before: State | null,
  words: string | null,
): FactLine | null {
  if (MILESTONES.has(what)) {
    const note = what === 'reported' ? null : newNote(state, before)
    const said = [words, note].filter(Boolean).join('；') || null
    return {
      ...line(`incident.${what}`, 'key', { number: state.number, grade: state.grade }, said),
      tone: 'strong',
    }
  }
  if (what === 'noted') return line('incident.noted', 'key', {}, newNote(state, before) ?? '')
  if (HAND_CLOCKS.has(what)) return line(`incident.${what}`, 'key', {}, newNote(state, before) ?? words)
  if (what === 'moved')
    return {
      ...line('incident.moved', 'key', { to: state.organisation, from: before?.organisation }, words),
      tone: 'strong',
    }
  if (what === 'assigned') return line('incident.assigned', 'key', assigned(state, before), words)
  if (what === 'dispatched') {
    const { units, override } = state.dispatch as { units: { call_sign: string }[]; override: boolean }
    const said = { units: units.map((unit) => unit.call_sign).join(' ') }
    return line(`incident.${override ? 'overridden' : 'dispatched'}`, 'unit', said, words)
  }
  if (what === 'labelled') return line('incident.labelled', 'key', { label: state.label }, words)
  if (what === 'cleared') return null
  return changedLine(state, before, words)
}

function changedLine(state: State, before: State | null, words: string | null): FactLine | null {
  if (!before) return null
  if (!same(state.label, before.label) || !same(state.posts, before.posts))
    return line('incident.labelled', 'key', { label: state.label }, words)
  const fields = FIELDS.filter((field) => !same(state[field], before[field]))
  if (fields.length === 1 && fields[0] === 'grade')
    return {
      ...line('incident.graded', 'key', { from: before.grade, to: state.grade }, words),
      tone: 'strong',
    }
  if (fields.length) return line('incident.changed', 'other', { fields, state, before }, words)
  const files = Number(state.attachments ?? 0) - Number(before.attachments ?? 0)
  if (files > 0 && state.reports === before.reports)
    return line('incident.attached', 'file', { n: files }, words)
  return null
}

function newNote(state: State, before: State | null): string | null {
  const note = state.last_note as { at: string; text: string } | null | undefined
  const old = before?.last_note as { at: string } | null | undefined
  return note && note.at !== old?.at ? note.text : null
}

function assigned(state: State, before: State | null): State {
  const now = (state.assigned ?? []) as { id: string }[]
  const then = (before?.assigned ?? []) as { id: string }[]
  return {
    added: now.filter((one) => !then.some((other) => other.id === one.id)),
    removed: then.filter((one) => !now.some((other) => other.id === one.id)),
  }
}

/** That it left the boards says nothing; what reminds by itself is told by what is overdue. */
function told({ kind, actor }: Fact): boolean {
  const byItself = kind === 'task.reminded' && (actor as { kind?: string }).kind === 'system'
  return kind !== 'task.cleared' && !byItself
}

/** An order: to whom, and its words where they are new or somebody answers with words. */
function taskLine(what: string, state: State, words: string | null): FactLine {
  const { unit, organisation, text, last_word } = state as unknown as Schema<'Task'>
  const said = { sent: text, noted: last_word?.text }[what] ?? words
  const plain = line(`task.${what}`, 'task', { recipient: unit?.call_sign ?? organisation }, said)
  return { ...plain, tone: what === 'refused' || what === 'overdue' ? 'alarm' : 'plain' }
}

function unitLine(state: State, before: State | null): FactLine | null {
  if (before && before.status === state.status) return null
  return line(
    'unit.status',
    'unit',
    { unit: state.call_sign, status: state.status },
    (state.status_note as string) ?? null,
  )
}

/** Lines of a timeline (newest first), each compared with the fact of the same subject before it. */
export function linesOf(facts: readonly Fact[]): { fact: Fact; line: FactLine }[] {
  const older = new Map<string, State | null>()
  const found: { fact: Fact; line: FactLine }[] = []
  for (const fact of [...facts].reverse()) {
    const said = factLine(fact, older.get(fact.subject) ?? null)
    older.set(fact.subject, fact.state)
    if (said) found.unshift({ fact, line: said })
  }
  return found
}
