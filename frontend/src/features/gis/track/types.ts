import type { Schema } from '@/api'

export type Track = Schema<'Track'>
export type Tracks = Schema<'Tracks'>
export type Stop = Schema<'Stop'>
export type Uploaded = Schema<'Uploaded'>

/** Whose track is looked at. */
export interface Tracked {
  id: string
  name: string
}

/** Milliseconds. */
export interface Span {
  from: number
  to: number
}
