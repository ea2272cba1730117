import type { Schema } from '@/api'

/** Who sits at this screen: the answer of /api/session. */
export type Who = Schema<'Session'>

export type SignIn = Schema<'SignIn'>
