/** What the field page shows of the server's states. */
import type { Names, Place, Ref } from '@/api'

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
  crew: number | null
  status: UnitStatus
  status_at: string
  place: Place | null
  position_at: string | null
  station: (Names & { place: Place | null }) | null
  incident_id: string | null
  fictional: boolean
}
