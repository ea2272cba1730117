/** An incident as a form, and the form as a change for the API. Pure. */
import type { Grade, Place } from '@/api'
import { changed, same, type Values } from '../../shared/mergedFields'
import type { Figures, Incident } from '../../shared/types'

export interface IncidentForm extends Values {
  title: string
  kind: string | null
  grade: Grade | null
  location: Pick<Place, 'lon' | 'lat' | 'accuracy_m' | 'source'> | null
  address: string
  occurred_at: string
  summary: string
  figures: Figures
}

export function formOf(incident: Incident): IncidentForm {
  return {
    title: incident.title,
    kind: incident.kind?.code ?? null,
    grade: incident.grade,
    location: incident.place,
    address: incident.address ?? '',
    occurred_at: incident.occurred_at,
    summary: incident.summary ?? '',
    figures: { ...incident.figures },
  }
}

/** Only changed fields; a figure taken out is null, so that two people may change two figures. */
export function changesOf(base: IncidentForm, mine: IncidentForm): Record<string, unknown> {
  const body: Record<string, unknown> = { ...changed(base, mine) }
  if ('address' in body) body.address = mine.address.trim() || null
  if ('summary' in body) body.summary = mine.summary.trim() || null
  if ('title' in body) body.title = mine.title.trim()
  if ('figures' in body) {
    const fields = new Set([...Object.keys(base.figures), ...Object.keys(mine.figures)])
    const differ = [...fields].filter((field) => !same(base.figures[field], mine.figures[field]))
    body.figures = Object.fromEntries(differ.map((field) => [field, mine.figures[field] ?? null]))
  }
  return body
}
