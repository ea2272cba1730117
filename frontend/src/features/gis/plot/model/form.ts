/** The form of a drawing: what stands in its fields, and what of it is sent. Pure. */
import type { LonLat } from '@/map'
import { calendarDate, clock } from '@/units/format'
import type { Drawing, DrawingKind, DrawingPatch, DrawingStyle, SymbolRef } from '../types'
import { cornersOf, shapeOf } from './shape'

export interface FormValues {
  label: string
  sheet: string
  /** As a field of date and time holds it; empty for one that stays. */
  until: string
  style: DrawingStyle
  symbol: SymbolRef | null
  corners: readonly LonLat[]
  radius_m: number | null
}

/** Fields the server names when somebody else changed them meanwhile. */
export const CLASHING = ['label', 'sheet', 'until', 'style', 'symbol', 'shape', 'radius_m'] as const

export function formOf(drawing: Drawing): FormValues {
  const { label, sheet, style, symbol, until, radius_m } = drawing
  const end = until ? `${calendarDate(until)}T${clock(until).slice(0, 5)}` : ''
  return { label, sheet, style, symbol, until: end, radius_m, corners: cornersOf(drawing) }
}

export function patchOf(kind: DrawingKind, edits: Partial<FormValues>): DrawingPatch {
  const { corners, until, ...plain } = edits
  return {
    ...plain,
    ...(corners ? { shape: shapeOf(kind, corners) } : {}),
    ...(until !== undefined ? { until: until ? new Date(until).toISOString() : null } : {}),
  }
}
