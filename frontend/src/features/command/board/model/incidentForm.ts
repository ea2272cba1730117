/** The form of an incident: only what a hand changed is sent; all else follows the incident. Pure. */
import type { Grade, Place } from '@/api'
import type { Incident } from './types'

export const FIGURES = ['trapped', 'injured', 'missing', 'dead'] as const
export type FigureName = (typeof FIGURES)[number]

export interface FormValues {
  title: string
  kind: string | null
  grade: Grade | null
  location: Place | null
  address: string
  summary: string
  figures: Partial<Record<FigureName, number>>
}

export function formOf(incident: Incident): FormValues {
  return {
    title: incident.title,
    kind: incident.kind?.code ?? null,
    grade: incident.grade,
    location: incident.place,
    address: incident.address ?? '',
    summary: incident.summary ?? '',
    figures: Object.fromEntries(
      FIGURES.flatMap((name) => (name in incident.figures ? [[name, incident.figures[name]]] : [])),
    ),
  }
}

/** What the server is sent: an emptied text is null, a place loses nothing but what it has. */
export function changesOf(edits: Partial<FormValues>): Record<string, unknown> {
  const changes: Record<string, unknown> = { ...edits }
  if (edits.title !== undefined) changes.title = edits.title.trim()
  for (const name of ['address', 'summary'] as const) {
    if (edits[name] !== undefined) changes[name] = edits[name].trim() || null
  }
  return changes
}

/** Names of fields that both sides changed, as the form calls them, with the other side's value. */
export function clashesOf(theirs: Record<string, unknown> | undefined): Map<keyof FormValues, unknown> {
  const clashes = new Map<keyof FormValues, unknown>()
  for (const [name, value] of Object.entries(theirs ?? {})) {
    const [field, figure] = name.split('/')
    if (!figure) clashes.set(field as keyof FormValues, value)
    else clashes.set('figures', { ...(clashes.get('figures') as object), [figure]: value })
  }
  return clashes
}
