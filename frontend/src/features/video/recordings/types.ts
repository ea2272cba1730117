import type { Schema } from '@/api'

export type FileCard = Schema<'FileCard'>
export type Recording = Schema<'Recording'>
export type RecordingState = Recording['state']
export type Track = Schema<'RecordedTrack'>
export type Segment = Schema<'RecordedSegment'>
export type Chapter = Schema<'Chapter'>
export type RecordingView = Schema<'RecordingView'>
export type Clip = Schema<'Clip'>
export type ClipIn = Pick<Schema<'ClipForm'>, 'tracks' | 'from' | 'to'> & Partial<Schema<'ClipForm'>>
