import type { Schema } from '@/api'

export type Source = Schema<'Source'>
export type SourceState = Source['state']
type Whole = Schema<'SourceIn'>
/** What the server fills in by itself may be left out. */
export type SourceForm = Pick<Whole, 'kind' | 'zh' | 'en'> & Partial<Whole>
export type SourceChanges = Partial<Schema<'SourcePatch'>>
export type FileCard = Schema<'FileCard'>
