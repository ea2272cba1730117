/** What the server says of who should go. */
import type { Schema } from '@/api'

export type Recommendation = Schema<'Recommendation'>
export type NeedMet = Schema<'NeedMet'>
export type RankedUnit = Schema<'RankedUnit'>
export type RejectedUnit = Schema<'RejectedUnit'>
export type FleetUnit = Omit<RankedUnit, 'meets'>
export type Reason = RejectedUnit['reason']
