/** The states and answers this feature shows, as the server gives them. */
import type { Schema } from '@/api'

export type Kind = Schema<'Kind'>
export type AreaName = Schema<'AreaName'>
export type Area = Schema<'Area'>
export type Person = Schema<'Person'>

export type Incident = Schema<'Incident'>
export type IncidentState = Incident['state']
export type Label = Incident['label']
export type Figures = Incident['figures']
export type Clock = Schema<'Clock'>
export type SentUnit = Schema<'SentUnit'>
export type Attachment = Schema<'Attachment'>
export type FileCard = Schema<'FileCard'>
export type Counts = Schema<'Counts'>

export type Report = Schema<'Report'>
export type ReportPrivate = Schema<'ReportPrivate'>
export type Channel = Report['channel']
export type ReportState = Report['state']
export type RejectReason = NonNullable<Report['reject_reason']>

export type Suggestions = Schema<'Suggestions'>
export type KindSuggestion = Schema<'KindSuggestion'>
export type GradeSuggestion = Schema<'GradeSuggestion'>
export type Extracted = Schema<'Extracted'>
/** Words in the narrative, by position. */
export type Span = Schema<'Span'>

export type Duplicates = Schema<'Duplicates'>
export type KnownCandidate = Schema<'KnownCandidate'>
/** Something of an organisation whose affairs we may not see: only whom to call. */
export type OtherCandidate = Schema<'OtherCandidate'>
export type Candidate = KnownCandidate | OtherCandidate

export type GeocodeHit = Schema<'GeocodeHit'>
/** A point in words. */
export type Spoken = Schema<'Spoken'>
