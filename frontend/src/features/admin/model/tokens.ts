/** How a token stands. Pure. */
import type { Token } from './types'

export type TokenState = 'alive' | 'soon' | 'expired' | 'revoked'

/** Time enough to issue the next one and put it into the device. */
const SOON_MS = 7 * 86_400_000

export function tokenState(token: Pick<Token, 'expires_at' | 'revoked_at'>, now: number): TokenState {
  if (token.revoked_at) return 'revoked'
  const left = Date.parse(token.expires_at) - now
  if (left <= 0) return 'expired'
  return left <= SOON_MS ? 'soon' : 'alive'
}

/** What still opens a door comes first, then by when it ends. */
export function inOrder(tokens: readonly Token[], now: number): Token[] {
  const rank = (token: Token) => (['alive', 'soon'].includes(tokenState(token, now)) ? 0 : 1)
  return [...tokens].sort(
    (one, other) => rank(one) - rank(other) || Date.parse(one.expires_at) - Date.parse(other.expires_at),
  )
}
