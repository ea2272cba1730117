/** Watches one source: the media comes over one connection, which is made anew when it breaks. */
import { computed, onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { MediaLink, type LinkState } from '../../meet/data/connection'
import { useReturn } from '../../meet/data/useReturn'
import { takePlace, type Place } from './decoders'
import { sourceApi } from './sourceApi'

/** What is there to see: `full` when this machine shows as many as it can. */
export type Showing = 'idle' | 'connecting' | 'playing' | 'broken' | 'refused' | 'full'

export function usePlayer(source: MaybeRefOrGetter<string | null>) {
  const state = ref<LinkState>('idle')
  const error = shallowRef<unknown>(null)
  const stream = shallowRef<MediaStream | null>(null)
  const full = ref(false)
  /** Pictures are decoded, not only connected. */
  const moving = ref(false)
  let location: string | null = null
  let place: Place | null = null

  const link = new MediaLink({
    lines(peer) {
      moving.value = false
      const lines = [
        peer.addTransceiver('video', { direction: 'recvonly' }),
        peer.addTransceiver('audio', { direction: 'recvonly' }),
      ]
      stream.value = new MediaStream(lines.map(({ receiver }) => receiver.track))
    },
    async describe(offer) {
      end()
      const watched = await sourceApi.watch(toValue(source)!, offer)
      location = watched.place
      return watched.answer
    },
    state(next, fault) {
      state.value = next
      error.value = fault
    },
  })

  /** Tells the server that nobody looks any more; a page that is closed is noticed by the engine. */
  function end(): void {
    if (location) sourceApi.stop(location).catch(() => undefined)
    location = null
  }

  function stop(): void {
    link.stop()
    end()
    place?.give()
    place = null
    stream.value = null
    moving.value = false
    full.value = false
  }

  function start(): void {
    stop()
    if (!toValue(source)) return
    place = takePlace()
    full.value = place === null
    if (place) link.start()
  }

  watch(() => toValue(source), start, { immediate: true })
  useReturn(source, () => link.again())
  onScopeDispose(stop)

  const showing = computed<Showing>(() => {
    if (full.value) return 'full'
    if (state.value === 'up') return moving.value ? 'playing' : 'connecting'
    return state.value
  })
  return { showing, error, stream, moving, again: start }
}
