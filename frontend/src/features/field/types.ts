/** What the field page shows of the server's states. */
import type { Schema } from '@/api'

export type Unit = Schema<'Unit'>
export type UnitStatus = Unit['status']
