import type { Schema } from '@/api'

export type Analysis = Schema<'Analysis'>
export type Kind = Analysis['kind']
export type Figure = Schema<'Figure'>
export type Cell = Analysis['table']['rows'][number][number]
export type TableColumn = Analysis['table']['columns'][number]
export type ShapeFeature = Schema<'ShapeFeature'>
export type SavedCard = Schema<'SavedCard'>
export type Saved = Schema<'Saved'>
export type Closure = Schema<'Closure'>
export type Network = Schema<'Network'>
export type Typhoon = Schema<'Typhoon'>

/** What is chosen on the board, where it is: a question may be asked round it, an answer kept for it. */
export interface Subject {
  id: string
  kind: 'incident' | 'unit' | 'report' | 'resource'
  name: string
  place: { lon: number; lat: number } | null
}
