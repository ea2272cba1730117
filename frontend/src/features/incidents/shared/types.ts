/** The states and answers this feature shows, as the server gives them. */
import type { Grade, Names, Place, Ref } from '@/api'

export interface Kind extends Names {
  scheme: string
  version: string
  code: string
}

export interface AreaName extends Names {
  code: string
}

export interface Area {
  district: AreaName | null
  town: AreaName | null
}

export interface Person {
  id: string
  name: string
}

export type IncidentState = 'reported' | 'confirmed' | 'responding' | 'controlled' | 'closed' | 'merged'
export type Label = 'open' | 'internal' | 'restricted'
export type Figures = Record<string, number>

export interface Clock extends Names {
  code: string
  started_at: string
  due_at: string
  done_at: string | null
}

export interface SentUnit {
  id: string
  call_sign: string
  status: string
}

export interface Note {
  at: string
  by: string | { name: string } | null
  text: string
}

export interface Incident {
  id: string
  number: string
  title: string
  kind: Kind | null
  grade: Grade | null
  state: IncidentState
  milestones: Partial<Record<IncidentState, string | null>>
  occurred_at: string
  place: Place | null
  address: string | null
  area: Area
  organisation: Ref
  assigned: Ref[]
  label: Label
  posts: Ref[]
  reports: number
  report_ids: string[]
  merged_into: string | null
  merged_from: string[]
  units: SentUnit[]
  attachments: number
  figures: Figures
  summary: string | null
  last_note: Note | null
  clocks: Clock[]
  drill: string | null
  /** Version of the state, as If-Match wants it; only in answers, not in facts. */
  version?: number
}

export type Channel = 'phone' | 'desk' | 'field' | 'link' | 'agency' | 'cap' | 'sensor' | 'api'
export type ReportState = 'received' | 'linked' | 'rejected'
export type RejectReason = 'false' | 'nuisance' | 'enquiry' | 'duplicate' | 'other'

export interface ReportPrivate {
  text: string
  caller?: { name?: string | null; phone?: string | null } | null
  address?: string | null
  extracted?: Figures | null
  note?: string | null
}

export interface Report {
  id: string
  number: string
  channel: Channel
  received_at: string
  occurred_at: string
  kind: Kind | null
  grade: Grade | null
  state: ReportState
  reject_reason: RejectReason | null
  incident_id: string | null
  organisation: Ref
  place: Place | null
  area: Area
  title: string | null
  attachments: number
  waiting_since: string | null
  taken_by: Person | null
  link_id?: string | null
  drill: string | null
  version?: number
  restricted?: ReportPrivate
}

/** Words in the narrative, by position. */
export interface Span {
  text: string
  start: number
  end: number
}

export interface KindSuggestion extends Names {
  code: string
  score: number
  phrases: Span[]
}

export interface GradeSuggestion {
  grade: Grade
  score: number
  rule: Names
  phrases: Span[]
}

export interface Extracted extends Names {
  field: string
  value: number
  unit: Names | string | null
  start: number
  end: number
}

export interface Suggestions {
  kinds: KindSuggestion[]
  grades: GradeSuggestion[]
  extracted: Extracted[]
}

export interface KnownCandidate {
  target: 'incident' | 'report'
  id: string
  number: string
  title: string | null
  kind: Kind | null
  grade: Grade | null
  state: string
  distance_m: number | null
  minutes: number
  similarity: number
  score: number
  likely: boolean
  matched: string[]
  organisation: Ref
  place: Place | null
}

/** Something of an organisation whose affairs we may not see: only whom to call. */
export interface OtherCandidate {
  target: 'other'
  organisation: Ref
  distance_m: number
  minutes: number
}

export type Candidate = KnownCandidate | OtherCandidate

export interface GeocodeHit {
  id: string
  name: Names
  kind: string
  place: Place
  accuracy_m: number
  district: AreaName | null
  town: AreaName | null
  source: string
  fictional: boolean
  match: { start: number; end: number } | null
  score: number
}

/** A point in words. */
export interface Spoken {
  text: Names
  district: AreaName | null
  town: AreaName | null
}

export interface FileCard {
  id: string
  name: string
  media_type: string
  bytes: number
  sha256?: string
  width?: number | null
  height?: number | null
  state: 'ready' | 'processing' | 'refused'
}
