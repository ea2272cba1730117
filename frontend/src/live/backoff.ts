import { CLOSE } from './frames'

/** Doubling pause with full jitter: after a restart 500 screens come back spread over the whole span. */
const FIRST_MS = 500
const LONGEST_MS = 15_000
/** A server that shuts down or counts too many sockets is given this long at least. */
const POLITE_MS = 2_000

/** Milliseconds before try number `tries` (from 0), or null when coming back is pointless. */
export function reconnectDelay(
  code: number,
  tries: number,
  random: () => number = Math.random,
): number | null {
  if (code === CLOSE.signedOut || code === CLOSE.forbidden) return null
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries)
  const least = code === CLOSE.shuttingDown || code === CLOSE.tooMany ? POLITE_MS : 100
  return least + random() * span
}
