/** The secret of the address: taken out of it at once, kept for this tab until it is exchanged. */

const KEY = 'wanglou.link.token'
let token: string | null = null

export function takeToken(): void {
  const found = location.hash.slice(1)
  if (found) {
    sessionStorage.setItem(KEY, found)
    history.replaceState(null, '', location.pathname)
  }
  token = sessionStorage.getItem(KEY)
}

export const pendingToken = () => token

export function tokenDone(): void {
  token = null
  sessionStorage.removeItem(KEY)
}

/** A name for what one link sends, without its secret (FNV-1a): two links of one phone are two senders. */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
