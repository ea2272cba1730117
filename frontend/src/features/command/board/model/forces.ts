/** Units counted by agency and by what they do. Pure. */
import type { Ref } from '@/api'
import type { Unit, UnitStatus } from './types'

export type Share = 'onScene' | 'enRoute' | 'available' | 'out'

/** The order of a bar: what is bound at a scene first. */
export const SHARES: readonly Share[] = ['onScene', 'enRoute', 'available', 'out']

export interface Force {
  agency: Ref
  total: number
  counts: Record<Share, number>
  lost: number
}

const SHARE_OF: Record<UnitStatus, Share> = {
  on_scene: 'onScene',
  transporting: 'onScene',
  assigned: 'enRoute',
  en_route: 'enRoute',
  available: 'available',
  returning: 'available',
  out_of_service: 'out',
  off_duty: 'out',
}

export function shareOf(status: UnitStatus): Share {
  return SHARE_OF[status]
}

/** True for a unit that is on its way to or at an incident. */
export function isBusy(unit: Pick<Unit, 'status'>): boolean {
  const share = shareOf(unit.status)
  return share === 'onScene' || share === 'enRoute'
}

/** Agencies, the largest first: the order does not jump when a unit changes its status. */
export function forcesOf(units: readonly Unit[], lost: ReadonlySet<string>): Force[] {
  const forces = new Map<string, Force>()
  for (const unit of units) {
    const force = forces.get(unit.agency.id) ?? {
      agency: unit.agency,
      total: 0,
      counts: { onScene: 0, enRoute: 0, available: 0, out: 0 },
      lost: 0,
    }
    force.total++
    force.counts[shareOf(unit.status)]++
    if (lost.has(unit.id)) force.lost++
    forces.set(unit.agency.id, force)
  }
  return [...forces.values()].sort(
    (one, other) => other.total - one.total || one.agency.code.localeCompare(other.agency.code),
  )
}
