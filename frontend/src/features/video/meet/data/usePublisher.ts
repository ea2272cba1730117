/** Sends a microphone and a picture in two sizes; what is switched off sends nothing and keeps its line. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { MediaLink, preferVp8, type LinkState } from './connection'

/** A venue's camera fills the big screen at 720p; a tile is a quarter of that in each direction. */
const LARGE: RTCRtpEncodingParameters = { maxBitrate: 1_500_000, maxFramerate: 25 }
const SMALL: RTCRtpEncodingParameters = { maxBitrate: 150_000, maxFramerate: 12, scaleResolutionDownBy: 4 }
/** Writing on a shared screen must be read: few pictures, many points. */
export const SCREEN: RTCRtpEncodingParameters = { maxBitrate: 2_500_000, maxFramerate: 10 }
export const SCREEN_SMALL: RTCRtpEncodingParameters = {
  maxBitrate: 200_000,
  maxFramerate: 5,
  scaleResolutionDownBy: 4,
}

export interface Tracks {
  audio: MediaStreamTrack | null
  video: MediaStreamTrack | null
}

export function usePublisher(
  describe: () => (offer: string) => Promise<string>,
  sizes: RTCRtpEncodingParameters[] = [LARGE, SMALL],
) {
  const state = ref<LinkState>('idle')
  const error = shallowRef<unknown>(null)
  let tracks: Tracks = { audio: null, video: null }
  let senders: { audio?: RTCRtpSender; video: RTCRtpSender[] } = { video: [] }
  const active = { large: true, small: true }
  let shaped: RTCRtpEncodingParameters = {}

  const link = new MediaLink({
    lines(peer) {
      const audio = peer.addTransceiver(tracks.audio ?? 'audio', { direction: 'sendonly' })
      const video = sizes.map((size, number) => {
        const sendEncodings = [number ? size : { ...size, ...shaped }]
        return peer.addTransceiver(tracks.video ?? 'video', { direction: 'sendonly', sendEncodings })
      })
      video.forEach(preferVp8)
      senders = { audio: audio.sender, video: video.map(({ sender }) => sender) }
    },
    describe: (offer) => describe()(offer),
    state(next, fault) {
      state.value = next
      error.value = fault
      if (next === 'up') void pause()
    },
  })
  onScopeDispose(() => link.stop())

  /** Sends these from now on; null leaves a line silent. */
  async function send(next: Tracks): Promise<void> {
    tracks = next
    const { audio, video } = senders
    await Promise.all([
      audio?.replaceTrack(next.audio),
      ...video.map((sender) => sender.replaceTrack(next.video)),
    ]).catch(() => link.again())
  }

  /** A size nobody is shown is not encoded. */
  async function want(sizesWanted: readonly string[]): Promise<void> {
    active.large = sizesWanted.includes('large')
    active.small = sizesWanted.includes('small')
    await pause()
  }

  /** Changes how the first size is encoded, now and after the connection was made anew. */
  async function shape(wish: RTCRtpEncodingParameters): Promise<void> {
    shaped = wish
    const sender = senders.video[0]
    const parameters = sender?.getParameters()
    if (!sender || !parameters?.encodings[0]) return
    Object.assign(parameters.encodings[0], wish)
    await sender.setParameters(parameters).catch(() => undefined)
  }

  async function pause(): Promise<void> {
    const wanted = [active.large, active.small]
    for (const [number, sender] of senders.video.entries()) {
      const parameters = sender.getParameters()
      const encoding = parameters.encodings[0]
      if (!encoding || encoding.active === wanted[number]) continue
      encoding.active = wanted[number]!
      await sender.setParameters(parameters).catch(() => undefined)
    }
  }

  return {
    state,
    error,
    send,
    want,
    shape,
    start: (first: Tracks) => {
      tracks = first
      link.start()
    },
    stop: () => link.stop(),
    again: () => link.again(),
    peer: () => link.peer,
  }
}
