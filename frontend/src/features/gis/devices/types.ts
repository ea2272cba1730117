import type { Schema } from '@/api'

export type Device = Schema<'Device'>
export type DeviceState = Device['state']
export type Protocol = Device['protocol']
export type Datum = Device['datum']
export type DeviceText = Schema<'Text'>
/** As much of a unit as choosing one takes. */
export type UnitName = Pick<Schema<'Unit'>, 'id' | 'call_sign'>

export interface Filters {
  q: string
  state: DeviceState | 'all'
  protocol: Protocol | ''
  online: '' | 'true' | 'false'
  unit: string | null
}
