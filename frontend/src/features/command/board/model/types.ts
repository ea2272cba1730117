/** The states this page shows, as the journal carries them; those of incidents and reports are the incidents' own. */
import type { Names, Place, Ref } from '@/api'

export type {
  Area,
  AreaName,
  Candidate,
  Channel,
  Clock,
  Incident,
  IncidentState,
  Kind,
  KnownCandidate,
  Label,
  RejectReason,
  Report,
  ReportPrivate,
  SentUnit,
  Suggestions,
} from '@/features/incidents'

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
  owner_post: (Names & { id?: string; code: string }) | null
  /** Ids of the posts called so far, the owner first. */
  posts?: string[]
  /** What is to be done about it. */
  action?: Names
  repeat_s?: number
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
