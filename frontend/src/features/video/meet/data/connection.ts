/**
 * One direction of media: an offer with fixed lines, the answer with all candidates, no trickle and no second
 * round. The engine never looks for us, so the offer goes out before our own candidates are known: a relay that does
 * not answer holds nobody up. A connection that breaks is made anew, with growing pauses.
 */
import { isProblem } from '@/api'
import { iceServers } from './relays'

export type LinkState = 'idle' | 'connecting' | 'up' | 'broken' | 'refused'

/** A lost network often returns: so long it may. */
const PATIENCE_MS = 4_000
const PAUSES_MS = [300, 1_000, 2_000, 4_000]

/** They say 4xx and still pass by themselves: too often, too early, somebody who is not there yet. */
const PASSING_STATUS = [408, 429]
const PASSING = ['no-picture', 'no-such-source', 'no-such-viewer']

/** Whether the server will say no again, however often it is asked. */
export function isFinal(error: unknown): boolean {
  if (!isProblem(error) || PASSING_STATUS.includes(error.status) || PASSING.includes(error.code)) return false
  return error.status >= 400 && error.status < 500
}

export interface LinkPorts {
  /** Adds the lines of the offer, always the same. */
  lines: (peer: RTCPeerConnection) => void
  /** Sends the offer, returns the answer. */
  describe: (offer: string) => Promise<string>
  state: (state: LinkState, error: unknown) => void
}

export class MediaLink {
  peer: RTCPeerConnection | null = null
  private ended = true
  private tries = 0
  /** Counts up with every connection begun: one overtaken by another is not made. */
  private turn = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly ports: LinkPorts) {}

  start(): void {
    this.ended = false
    clearTimeout(this.timer)
    void this.connect()
  }

  stop(): void {
    this.ended = true
    clearTimeout(this.timer)
    this.drop()
    this.ports.state('idle', null)
  }

  /** Makes the connection anew, at once. */
  again(): void {
    this.tries = 0
    clearTimeout(this.timer)
    if (!this.ended) void this.connect()
  }

  private drop(): void {
    const peer = this.peer
    this.peer = null
    if (!peer) return
    peer.onconnectionstatechange = null
    peer.close()
  }

  private async connect(): Promise<void> {
    this.drop()
    const mine = ++this.turn
    this.ports.state('connecting', null)
    const peer = new RTCPeerConnection({ iceServers: await iceServers(), bundlePolicy: 'max-bundle' })
    if (this.ended || this.turn !== mine) return peer.close()
    this.peer = peer
    peer.onconnectionstatechange = () => this.changed(peer)
    try {
      this.ports.lines(peer)
      await peer.setLocalDescription(await peer.createOffer())
      const answer = await this.ports.describe(peer.localDescription?.sdp ?? '')
      if (this.peer === peer) await peer.setRemoteDescription({ type: 'answer', sdp: answer })
    } catch (error) {
      if (this.peer === peer) this.failed(error)
    }
  }

  private changed(peer: RTCPeerConnection): void {
    if (this.peer !== peer) return
    clearTimeout(this.timer)
    if (peer.connectionState === 'connected') {
      this.tries = 0
      this.ports.state('up', null)
    } else if (peer.connectionState === 'disconnected') {
      this.ports.state('broken', null)
      this.timer = setTimeout(() => this.failed(null), PATIENCE_MS)
    } else if (peer.connectionState === 'failed') this.failed(null)
  }

  private failed(error: unknown): void {
    this.drop()
    if (this.ended) return
    if (isFinal(error)) return this.ports.state('refused', error)
    this.ports.state('broken', error)
    const pause = PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)]!
    this.timer = setTimeout(() => void this.connect(), pause * (0.8 + Math.random() * 0.4))
  }
}

/** VP8 first: every browser encodes it, and the engine passes it on as it is. */
export function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? []
  const wanted = codecs.filter(({ mimeType }) => ['video/VP8', 'video/rtx'].includes(mimeType))
  if (wanted.length) transceiver.setCodecPreferences(wanted)
}
