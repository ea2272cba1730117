/** A report while it is being taken: what a hand has put in, and nothing else. Pure. */
import { uuid7, type Grade, type Place } from '@/api'
import { same, type Values } from '../../shared/mergedFields'
import { plain } from '../../shared/plain'
import type { Area, Channel, FileCard, Report, Suggestions } from '../../shared/types'

/** The fields of the form. Empty means: not chosen by hand, the suggestion stands. */
export interface DraftForm extends Values {
  text: string
  title: string
  channel: Channel
  callerName: string
  callerPhone: string
  address: string
  place: Place | null
  /** RFC 3339; null: as it comes in. */
  occurredAt: string | null
  kind: string | null
  grade: Grade | null
  /** Figures set by hand; null takes an extracted one out. */
  figures: Record<string, number | null>
}

export interface CallerLink {
  id: string
  url: string | null
  expires_at: string
}

export interface Draft {
  /** The id the report has or will have. */
  id: string
  /** The id an incident made of it will have: a second try is the same incident. */
  incidentId: string
  number: string | null
  form: DraftForm
  /** What the server holds of it; null for a report that is not sent yet. */
  base: DraftForm | null
  version: number | null
  /** What others made of fields that were changed here. */
  theirs: Partial<DraftForm>
  area: Area | null
  files: FileCard[]
  link: CallerLink | null
  startedAt: number
  changedAt: number
  heldAt: number | null
  /** Why the server refused it, in words. */
  refusal: string | null
}

export function blankForm(): DraftForm {
  return {
    text: '',
    title: '',
    channel: 'phone',
    callerName: '',
    callerPhone: '',
    address: '',
    place: null,
    occurredAt: null,
    kind: null,
    grade: null,
    figures: {},
  }
}

export function blankDraft(now: number): Draft {
  return {
    id: uuid7(now),
    incidentId: uuid7(now),
    number: null,
    form: blankForm(),
    base: null,
    version: null,
    theirs: {},
    area: null,
    files: [],
    link: null,
    startedAt: now,
    changedAt: now,
    heldAt: null,
    refusal: null,
  }
}

/** True when nothing would be lost by throwing it away. */
export function isUntouched(draft: Draft): boolean {
  const before = draft.base ?? { ...blankForm(), channel: draft.form.channel }
  return same(before, draft.form) && (draft.base !== null || (draft.files.length === 0 && !draft.link))
}

/** The form of a report the server has; `known` stands in for a personal part that did not come along. */
export function formOf(report: Report, known: DraftForm = blankForm()): DraftForm {
  const part = report.restricted
  const personal = part && {
    text: part.text,
    callerName: part.caller?.name ?? '',
    callerPhone: part.caller?.phone ?? '',
    address: part.address ?? '',
    figures: { ...part.extracted },
  }
  return {
    ...known,
    title: report.title ?? '',
    channel: report.channel,
    place: report.place,
    occurredAt: report.occurred_at,
    kind: report.kind?.code ?? null,
    grade: report.grade,
    ...personal,
  }
}

export function draftOf(report: Report, now: number): Draft {
  const form = formOf(report)
  return {
    ...blankDraft(now),
    id: report.id,
    number: report.number,
    form,
    base: plain(form),
    version: report.version ?? null,
    area: report.area,
  }
}

/** What will be saved: the hand's choice, else the suggestion. */
export interface Settled {
  kind: string | null
  grade: Grade | null
  figures: Record<string, number>
  title: string
}

export function settle(form: DraftForm, read: Suggestions | null, autoTitle: string): Settled {
  const extracted = Object.fromEntries((read?.extracted ?? []).map((one) => [one.field, one.value]))
  const figures = Object.entries({ ...extracted, ...form.figures })
  return {
    kind: form.kind ?? read?.kinds[0]?.code ?? null,
    grade: form.grade ?? read?.grades[0]?.grade ?? null,
    figures: Object.fromEntries(figures.filter((entry): entry is [string, number] => entry[1] !== null)),
    title: form.title.trim() || autoTitle,
  }
}
