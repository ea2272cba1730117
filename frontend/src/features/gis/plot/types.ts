import type { Schema } from '@/api'

/** A drawing as the topic `drawings` and `/api/drawings` show it. */
export type Drawing = Schema<'Drawing'>
export type DrawingKind = Drawing['kind']
export type DrawingIn = Schema<'DrawingIn'>
export type DrawingPatch = Partial<Schema<'DrawingPatch'>>
export type DrawingStyle = Schema<'Style'>
export type SymbolRef = Schema<'SymbolRef'>
export type Sight = Drawing['sight']
