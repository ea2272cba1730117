/** The track that is looked at on one board: whose, of which time, what came, which stop is chosen. */
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type InjectionKey,
  type Ref,
} from 'vue'
import { spanOf, type RangeName } from '../model/track'
import type { Span, Tracked, Tracks } from '../types'
import { trackApi } from './trackApi'

/** The line is made anew for a zoom two steps away: within them it is fine enough. */
const ZOOM_STEP = 2
const [LEAST_ZOOM, MOST_ZOOM] = [8, 18]

function createTrack(moment: () => number) {
  const of = shallowRef<Tracked | null>(null)
  const range = ref<RangeName>('hour')
  const own = shallowRef<Span | null>(null)
  const span = shallowRef<Span>(spanOf('hour', moment()))
  const zoom = ref(14)
  const found = shallowRef<Tracks | null>(null)
  const loading = ref(false)
  const error = shallowRef<Error | null>(null)
  const device = ref<string | null>(null)
  const stop = ref<number | null>(null)
  /** Grows with each wish to see the whole line. */
  const wish = ref(0)
  let asking: AbortController | null = null

  const track = computed(() => {
    const all = found.value?.tracks ?? []
    return all.find((one) => one.device.id === device.value) ?? all[0] ?? null
  })

  /** `anew`: another question than before; otherwise the same, drawn finer or brought up to date. */
  async function ask(anew: boolean): Promise<void> {
    asking?.abort()
    if (!of.value) return
    const mine = (asking = new AbortController())
    // The map may move before the first answer is there.
    const first = anew || loading.value
    if (anew) {
      found.value = stop.value = null
      loading.value = true
    }
    try {
      const told = await trackApi.find(of.value.id, span.value, zoom.value, mine.signal)
      if (mine.signal.aborted) return
      found.value = told
      error.value = null
      if (first) wish.value += 1
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem as Error
    } finally {
      if (asking === mine) loading.value = false
    }
  }

  function reload(): void {
    const other = range.value === 'own' ? own.value : spanOf(range.value, moment())
    if (other) span.value = other
    void ask(true)
  }

  watch(zoom, () => void ask(false))
  watch(range, (name) => {
    if (name === 'own') own.value ??= span.value
    else reload()
  })
  onScopeDispose(() => asking?.abort())

  return {
    of,
    range,
    own,
    span,
    found,
    track,
    loading,
    error,
    device,
    stop,
    wish,
    reload,
    open(unit: Tracked) {
      of.value = unit
      device.value = null
      reload()
    },
    close() {
      asking?.abort()
      of.value = found.value = error.value = null
      loading.value = false
    },
    setOwn(next: Span) {
      own.value = next
      reload()
    },
    see: () => (wish.value += 1),
    view(seen: number) {
      const step = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, Math.ceil(seen / ZOOM_STEP) * ZOOM_STEP))
      if (of.value && step !== zoom.value) zoom.value = step
    },
  }
}

export type TrackStore = ReturnType<typeof createTrack>

const TRACK: InjectionKey<TrackStore> = Symbol('track')

/** `moment`: ranges end there, now or the second a replay shows. */
export function provideTrack(moment: Readonly<Ref<number>>): TrackStore {
  const store = createTrack(() => moment.value)
  provide(TRACK, store)
  return store
}

export function useTrack(): TrackStore {
  const store = inject(TRACK)
  if (!store) throw new Error('useTrack needs a page that provides it')
  return store
}
