/** What people draw, as a map shows it. */
import type { Schema } from '@/api'
import type { LonLat } from './types'

export type DrawingKind = Schema<'Drawing'>['kind']
export type PlotColour = Schema<'StyleIn'>['colour']
export type SymbolRef = Schema<'SymbolRef'>
export type SymbolSet = Schema<'SymbolSet'>

export interface MapDrawing {
  id: string
  kind: DrawingKind
  /** Of a circle its centre, of an area its ring without the first corner again. */
  corners: readonly LonLat[]
  radiusM: number | null
  symbol: SymbolRef | null
  label: string
  /** Length, area or radius in words. */
  measure: string
  colour: PlotColour
  width: number
  dashed: boolean
  filled: boolean
  chosen?: boolean
}

/** The source that holds them; also the `layer` of a selection. */
export const DRAWINGS = 'drawings'
/** The one that is being drawn. */
export const DRAFT = 'draft'
/** Corners that can be taken hold of. */
export const PEN = 'pen'
