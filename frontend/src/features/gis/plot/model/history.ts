/** What this person did and can take back, latest last. Pure. */
import type { DrawingPatch } from '../types'

/** Further back nobody remembers what it was. */
const MOST = 50

export type Act = { id: string; name: string } & (
  { does: 'draw' } | { does: 'remove' } | { does: 'change'; before: DrawingPatch; after: DrawingPatch }
)

export interface History {
  done: readonly Act[]
  undone: readonly Act[]
}

export const EMPTY: History = { done: [], undone: [] }

/** Something new was done: what was taken back before cannot be done again. */
export const did = ({ done }: History, act: Act): History => ({
  done: [...done, act].slice(-MOST),
  undone: [],
})

export function undone({ done, undone }: History): History {
  return done.length ? { done: done.slice(0, -1), undone: [...undone, done.at(-1)!] } : { done, undone }
}

export function redone({ done, undone }: History): History {
  return undone.length ? { done: [...done, undone.at(-1)!], undone: undone.slice(0, -1) } : { done, undone }
}

/** It cannot be taken back any more: somebody else changed it. */
export const without = ({ done, undone }: History, act: Act): History => ({
  done: done.filter((one) => one !== act),
  undone: undone.filter((one) => one !== act),
})

/** How an act is taken back. */
export function reverse(act: Act): Act {
  if (act.does === 'draw') return { ...act, does: 'remove' }
  if (act.does === 'remove') return { ...act, does: 'draw' }
  return { ...act, before: act.after, after: act.before }
}
