/**
 * Relays (TURN) the server names, with credentials that end. None by default: pages then come to the media ports
 * directly. There is never a STUN server.
 */
import { api, type Schema } from '@/api'

/** Whoever could not ask, or was told of none, asks again after this. */
const AGAIN_MS = 60_000

let kept: { servers: RTCIceServer[]; until: number } | null = null
let asking: Promise<RTCIceServer[]> | null = null

/** What RTCPeerConnection takes as `iceServers`; asked again when half of the credentials' life is over. */
export function iceServers(now = Date.now()): Promise<RTCIceServer[]> {
  if (kept && now < kept.until) return Promise.resolve(kept.servers)
  asking ??= ask(now).finally(() => (asking = null))
  return asking
}

async function ask(now: number): Promise<RTCIceServer[]> {
  let servers: RTCIceServer[] = []
  let until = now + AGAIN_MS
  try {
    const told = await api.get<Schema<'Relays'>>('/api/video/relays')
    servers = told.ice_servers
    if (told.expires_at) until = now + Math.max(AGAIN_MS, (Date.parse(told.expires_at) - now) / 2)
  } catch {
    // Without a relay most pages connect all the same.
  }
  kept = { servers, until }
  return servers
}
