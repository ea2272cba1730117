/** The states this page shows, as the journal carries them. */
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

export type IncidentState = 'reported' | 'confirmed' | 'responding' | 'controlled' | 'closed' | 'merged'
export type Label = 'open' | 'internal' | 'restricted'

export interface Clock extends Names {
  code: string
  started_at: string
  due_at: string
  done_at: string | null
}

export interface SentUnit {
  id: string
  call_sign: string
  status: UnitStatus
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
  figures: Record<string, number>
  summary: string | null
  last_note: { at: string; by: string | { name: string }; text: string } | null
  clocks: Clock[]
  drill: string | null
}

export type Channel = 'phone' | 'desk' | 'field' | 'link' | 'agency' | 'cap' | 'sensor' | 'api'

export interface Report {
  id: string
  number: string
  channel: Channel
  received_at: string
  occurred_at: string
  kind: Kind | null
  grade: Grade | null
  state: 'received' | 'linked' | 'rejected'
  reject_reason: string | null
  incident_id: string | null
  organisation: Ref
  place: Place | null
  area: Area
  title: string | null
  attachments: number
  waiting_since: string | null
  taken_by: { id: string; name: string } | null
}

/** The personal part of a report; absent for those who may not read it. */
export interface ReportPrivate {
  text: string
  caller?: { name?: string | null; phone?: string | null } | null
  address?: string | null
}

export type UnitStatus =
  | 'available'
  | 'assigned'
  | 'en_route'
  | 'on_scene'
  | 'transporting'
  | 'returning'
  | 'out_of_service'
  | 'off_duty'

export interface Unit {
  id: string
  call_sign: string
  kind: string
  kind_zh: string
  kind_en: string
  agency: Ref
  organisation: Ref
  capabilities: string[]
  crew: number | null
  status: UnitStatus
  status_at: string
  place: Place | null
  heading_deg: number | null
  position_at: string | null
  station: (Names & { place: Place | null }) | null
  incident_id: string | null
  fictional: boolean
}

export type ResourceKind =
  | 'hospital'
  | 'shelter'
  | 'station'
  | 'hazard_source'
  | 'protection_target'
  | 'depot'
  | 'camera'
  | 'team'
  | 'expert'

export interface Resource {
  id: string
  kind: ResourceKind
  name: Names
  organisation: Ref
  place: Place | null
  capacity?: Record<string, number> | null
  details: Record<string, unknown>
  direction_deg?: number | null
  fov_deg?: number | null
  status: string
  fictional: boolean
}

export interface Alarm extends Names {
  id: string
  kind: string
  severity: 'red' | 'yellow'
  about: string[]
  subject_text: string
  owner_post: Ref | null
  raised_at: string
  acknowledged: { at: string; by: { id: string; name: string } } | null
  escalation: { level: number; next_at: string | null } | null
  shelved_until: string | null
  count: number
  last_at: string
  cleared_at: string | null
}

/** What is chosen on the board, by the topic its fact belongs to. */
export type ChosenKind = 'incident' | 'unit' | 'report' | 'resource'

export interface Chosen {
  kind: ChosenKind
  id: string
}
