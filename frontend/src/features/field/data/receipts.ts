/** Orders as a crew sees them: where each stands with what waits on the phone, and which stay in view. Pure. */
import type { Schema } from '@/api'

export type Order = Schema<'Task'>
export type Receipt = Schema<'ReceiptIn'>['receipt']
export type Standing = Order['state']

const WAY: readonly Standing[] = ['sent', 'delivered', 'seen', 'accepted', 'acting', 'done']
/** An order that was withdrawn is said so for a while, so that nobody drives on. */
const STAYS_MS = 600_000

const rank = (state: Standing) => (state === 'refused' || state === 'withdrawn' ? 9 : WAY.indexOf(state))

/** The furthest of what the server knows and what still waits here. */
export function standing(order: Pick<Order, 'state'>, queued: readonly Receipt[]): Standing {
  return queued.reduce<Standing>((far, each) => (rank(each) > rank(far) ? each : far), order.state)
}

/** Open orders, the newest first, then what ended a moment ago. */
export function toShow(orders: readonly Order[], now: number): Order[] {
  return orders.filter((order) => !order.ended_at || now - Date.parse(order.ended_at) < STAYS_MS)
}

/** The big button first; the rest beside it. */
export function answersOf(state: Standing): Receipt[] {
  if (state === 'accepted') return ['acting', 'done', 'refused']
  if (state === 'acting') return ['done', 'refused']
  return rank(state) < rank('accepted') ? ['accepted', 'refused'] : []
}
