/** What has to be sent for a decision, as steps that may be repeated without harm. Pure. */
import { uuid7 } from '@/api'
import { changed } from '../../shared/mergedFields'
import type { RejectReason } from '../../shared/types'
import type { Draft, DraftForm, Settled } from './draft'

export type Decision =
  | { kind: 'keep' }
  /** An incident of this report, and of further ones that wait. */
  | { kind: 'incident'; reports: string[] }
  | { kind: 'link'; incident: string; number: string }
  | { kind: 'reject'; reason: RejectReason }

export interface Step {
  what: 'report' | 'amend' | 'incident' | 'link' | 'reject'
  method: 'POST' | 'PATCH'
  path: string
  body: Record<string, unknown>
  /** Idempotency key: a repeated step is the same step. */
  key: string
  ifMatch?: string
}

/** Words of a place that may be public: no house number, no caller's wording. */
export interface PublicPlace {
  address: string | null
}

const text = (value: string) => value.trim() || undefined

function caller(form: DraftForm) {
  const found = { name: text(form.callerName), phone: text(form.callerPhone) }
  return found.name || found.phone ? found : undefined
}

/** `silence` is what the narrative says when nobody typed one. */
export function reportBody(draft: Draft, settled: Settled, silence: string): Record<string, unknown> {
  const { form } = draft
  return clean({
    id: draft.id,
    channel: form.channel,
    text: form.text.trim() || silence,
    caller: caller(form),
    location: form.place ?? undefined,
    address: text(form.address),
    occurred_at: form.occurredAt ?? undefined,
    kind: settled.kind ?? undefined,
    grade: settled.grade ?? undefined,
    title: settled.title || undefined,
    extracted: settled.figures,
    attachments: draft.files.map((file) => file.id),
    link_id: draft.link?.id,
  })
}

/** Only what was changed here, under the names of the API. */
export function amendBody(draft: Draft, settled: Settled): Record<string, unknown> {
  const base = draft.base!
  const mine: Partial<DraftForm> = changed(base, draft.form)
  const body: Record<string, unknown> = {}
  if (mine.text !== undefined && mine.text.trim()) body.text = mine.text.trim()
  if ('callerName' in mine || 'callerPhone' in mine) body.caller = caller(draft.form) ?? null
  if ('address' in mine) body.address = text(draft.form.address) ?? null
  if ('place' in mine) body.location = draft.form.place
  if (mine.occurredAt) body.occurred_at = mine.occurredAt
  if (settled.kind !== base.kind) body.kind = settled.kind
  if (settled.grade !== base.grade) body.grade = settled.grade
  if (settled.title && settled.title !== base.title) body.title = settled.title
  if ('figures' in mine) body.extracted = settled.figures
  return body
}

export function incidentBody(
  draft: Draft,
  settled: Settled,
  place: PublicPlace,
  others: string[],
): Record<string, unknown> {
  return clean({
    id: draft.incidentId,
    title: settled.title,
    kind: settled.kind ?? undefined,
    grade: settled.grade ?? undefined,
    location: draft.form.place ?? undefined,
    address: place.address ?? undefined,
    occurred_at: draft.form.occurredAt ?? undefined,
    figures: settled.figures,
    reports: [draft.id, ...others],
  })
}

export interface Told {
  settled: Settled
  place: PublicPlace
  silence: string
}

export function stepsOf(draft: Draft, decision: Decision, { settled, place, silence }: Told): Step[] {
  const steps: Step[] = []
  const post = (what: Step['what'], path: string, body: Step['body']) =>
    steps.push({ what, method: 'POST', path, body, key: uuid7() })
  if (draft.base === null) post('report', '/api/reports', reportBody(draft, settled, silence))
  else {
    const body = amendBody(draft, settled)
    if (Object.keys(body).length > 0)
      steps.push({
        what: 'amend',
        method: 'PATCH',
        path: `/api/reports/${draft.id}`,
        body,
        key: uuid7(),
        ifMatch: `"${draft.version}"`,
      })
  }
  if (decision.kind === 'incident')
    post('incident', '/api/incidents', incidentBody(draft, settled, place, decision.reports))
  if (decision.kind === 'link')
    post('link', `/api/reports/${draft.id}/link`, { incident_id: decision.incident })
  if (decision.kind === 'reject')
    post('reject', `/api/reports/${draft.id}/reject`, { reason: decision.reason })
  return steps
}

function clean(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}
