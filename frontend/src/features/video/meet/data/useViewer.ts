/** Receives the main picture, the tiles and three voices, in slots that stay; the engine fills them. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { MediaLink, type LinkState } from './connection'

const VOICES = 3

export interface Slot {
  slot: number
  source: string | null
  layer: 'large' | 'small'
}

export function useViewer(ports: {
  pictures: number
  describe: () => (offer: string) => Promise<string>
  bind: (slots: Slot[], signal: AbortSignal) => Promise<{ missing: number[] }>
}) {
  const state = ref<LinkState>('idle')
  const error = shallowRef<unknown>(null)
  /** One stream per picture slot, then the voices; the same objects as long as the connection lives. */
  const pictures = shallowRef<MediaStream[]>([])
  const voices = shallowRef<MediaStream[]>([])
  const receivers: RTCRtpReceiver[] = []
  /** What the slots are to show, and what the engine was told last. */
  let wanted = new Map<number, Slot>()
  let told = new Map<number, string>()
  let binding = false
  let later: ReturnType<typeof setTimeout> | undefined
  /** Ends a question whose answer nobody waits for any more. */
  let asking = new AbortController()

  const link = new MediaLink({
    lines(peer) {
      const lines = [
        ...Array.from({ length: ports.pictures }, () =>
          peer.addTransceiver('video', { direction: 'recvonly' }),
        ),
        ...Array.from({ length: VOICES }, () => peer.addTransceiver('audio', { direction: 'recvonly' })),
      ]
      const streams = lines.map(({ receiver }) => new MediaStream([receiver.track]))
      pictures.value = streams.slice(0, ports.pictures)
      voices.value = streams.slice(ports.pictures)
      receivers.splice(0, receivers.length, ...lines.slice(ports.pictures).map(({ receiver }) => receiver))
    },
    describe: (offer) => ports.describe()(offer),
    state(next, fault) {
      state.value = next
      error.value = fault
      if (next !== 'up') return
      told = new Map()
      void tell()
    },
  })
  onScopeDispose(() => {
    stop()
  })

  function stop(): void {
    clearTimeout(later)
    asking.abort()
    asking = new AbortController()
    link.stop()
  }

  function show(slots: readonly Slot[]): void {
    wanted = new Map(slots.map((slot) => [slot.slot, slot]))
    void tell()
  }

  /** Tells the engine what has changed; asks again for pictures that were not there yet. */
  async function tell(): Promise<void> {
    if (binding || state.value !== 'up') return
    const changed = [...wanted.values()].filter((slot) => told.get(slot.slot) !== nameOf(slot))
    if (!changed.length) return
    binding = true
    clearTimeout(later)
    try {
      const { missing } = await ports.bind(changed, asking.signal)
      for (const slot of changed) if (!missing.includes(slot.slot)) told.set(slot.slot, nameOf(slot))
      if (missing.length) later = setTimeout(() => void tell(), 700)
      else later = setTimeout(() => void tell(), 0)
    } catch {
      later = setTimeout(() => void tell(), 1500)
    } finally {
      binding = false
    }
  }

  return {
    state,
    error,
    pictures,
    voices,
    receivers,
    show,
    start: () => link.start(),
    stop,
    again: () => link.again(),
    peer: () => link.peer,
  }
}

const nameOf = ({ source, layer }: Slot) => `${source}/${layer}`
