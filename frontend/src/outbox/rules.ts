/** Pure: order of sending, what an error means, how long to wait. */
import { ApiProblem, OFFLINE, uuid7 } from '@/api'
import type { Item } from './types'

/** Help first, then status, then reports; within a lane as they were made. */
export function inOrder(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => one.lane - other.lane || one.seq - other.seq)
}

/** A refused item steps aside; the rest goes on in order. */
export function nextToSend(items: readonly Item[]): Item | null {
  return inOrder(items).find((item) => !item.refused) ?? null
}

export type Outcome = 'later' | 'sign-in' | 'renew' | 'refused'

const PASSING = [0, 408, 421, 423, 425, 429, 460, 507]
const PASSING_CODES = ['upload-offset', 'upload-locked', 'upload-stalled', 'upload-quota', OFFLINE]

/** What an error means for an item: try again, sign in first, send the file under a new id, or give up on it. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ApiProblem)) return 'later'
  if (error.status === 401 || error.code === 'csrf') return 'sign-in'
  if (error.code === 'upload-gone') return 'renew'
  if (error.status >= 500 || PASSING.includes(error.status) || PASSING_CODES.includes(error.code)) {
    return 'later'
  }
  return 'refused'
}

const FIRST_MS = 1_000
/** A phone that comes out of a cellar must not wait long; one in it must not empty its battery. */
const LONGEST_MS = 60_000

/** Doubling pause with jitter, so that a crowd of phones does not come back at one moment. */
export function pauseMs(tries: number, retryAfterS: number | null, random = Math.random): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries)
  return Math.max((retryAfterS ?? 0) * 1000, span / 2 + (random() * span) / 2)
}

/** The item with a file under a new id: its upload was left so long that the server forgot it. */
export function withNewFile(item: Item, old: string): Item {
  const id = uuid7()
  const swap = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(swap) : value === old ? id : value
  return {
    ...item,
    key: uuid7(),
    body: Object.fromEntries(Object.entries(item.body).map(([name, value]) => [name, swap(value)])),
    files: item.files.map((file) => (file.id === old ? { ...file, id, done: false } : file)),
  }
}

/** The item as a person sends it again after a refusal: a new key, without what the server found impossible. */
export function secondTry(item: Item): Item {
  const body = { ...item.body }
  if (item.refused?.detail.includes('/occurred_at')) delete body.occurred_at
  return { ...item, body, key: uuid7(), refused: null }
}
