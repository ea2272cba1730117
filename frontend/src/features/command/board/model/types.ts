/** The states this page shows, as the journal carries them; those of incidents and reports are the incidents' own. */
import type { Schema } from '@/api'

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

export type Unit = Schema<'Unit'>
export type UnitStatus = Unit['status']

export type Resource = Schema<'Resource'>
export type ResourceKind = Resource['kind']

export type Alarm = Schema<'Alarm'>

/** What is chosen on the board, by the topic its fact belongs to. */
export type ChosenKind = 'incident' | 'unit' | 'report' | 'resource'

export interface Chosen {
  kind: ChosenKind
  id: string
}
