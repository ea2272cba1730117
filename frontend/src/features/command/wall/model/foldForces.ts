/** Agencies that fit on the wall; the smallest are summed up in the last row, so that the sum stays whole. Pure. */
import type { Force, Share } from '../../board/model/forces'

export interface WallForce {
  /** Null for the row that sums up the rest. */
  agency: Force['agency'] | null
  folded: number
  total: number
  counts: Record<Share, number>
}

export function foldForces(forces: readonly Force[], rows: number): WallForce[] {
  const whole = forces.map((force) => ({ ...force, folded: 0 }))
  if (whole.length <= rows) return whole
  const rest = forces.slice(rows - 1)
  const sum: WallForce = {
    agency: null,
    folded: rest.length,
    total: 0,
    counts: { onScene: 0, enRoute: 0, available: 0, out: 0 },
  }
  for (const { total, counts } of rest) {
    sum.total += total
    for (const share of Object.keys(counts) as Share[]) sum.counts[share] += counts[share]
  }
  return [...whole.slice(0, rows - 1), sum]
}
