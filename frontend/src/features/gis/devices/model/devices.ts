/** How devices are named and grouped. Pure. */
import type { Device, DeviceState, Protocol } from '../types'

export const PROTOCOLS: readonly Protocol[] = ['jt808', 'osmand', 'cot', 'nmea', 'api']
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
/** Whoever waits stands first: somebody has to decide. */
export const STATES: readonly DeviceState[] = ['quarantined', 'active', 'refused']
/** Protocols whose devices get their secret from us. */
export const SECRET: readonly Protocol[] = ['osmand', 'nmea']
/** Heard within this time counts as on line, as the list's filter has it. */
export const ONLINE_MS = 300_000

export const calledBy = (device: Pick<Device, 'name' | 'plate' | 'identifier'>): string =>
  device.name || device.plate || device.identifier

export const isOnline = (device: Pick<Device, 'heard_at'>, now: number): boolean =>
  Boolean(device.heard_at) && now - Date.parse(device.heard_at!) < ONLINE_MS

/** How many things it told were not taken. */
export const refusedOf = (device: Pick<Device, 'refusals'>): number =>
  Object.values(device.refusals ?? {}).reduce((sum, count) => sum + count, 0)

export const showsTexts = (device: Pick<Device, 'protocol' | 'state'>): boolean =>
  device.protocol === 'jt808' && device.state === 'active'

export const hasSecret = (device: Pick<Device, 'protocol'>): boolean =>
  device.protocol === 'jt808' || SECRET.includes(device.protocol)

/** The list by state, those who wait first; empty parts are left out. */
export function grouped(devices: readonly Device[]): { key: DeviceState; rows: Device[] }[] {
  return STATES.map((key) => ({ key, rows: devices.filter(({ state }) => state === key) })).filter(
    ({ rows }) => rows.length,
  )
}
