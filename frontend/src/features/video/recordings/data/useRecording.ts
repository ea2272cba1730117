/** One recording with its files; while it runs, a new file each minute. */
import { computed, onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Recording, RecordingView } from '../types'
import { linesOf, spansOf, wholeOf } from '../model/timeline'
import { paced } from './paced'
import { recordingApi } from './recordingApi'
import { useFresh } from './useFresh'

/** Files are a minute long; a third of that is early enough. All of it may be megabytes: no more often. */
const EVERY_MS = 20_000

export function useRecording(id: MaybeRefOrGetter<string | null>) {
  const view = shallowRef<RecordingView | null>(null)
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  let running: AbortController | null = null

  async function fetched(): Promise<void> {
    const wanted = toValue(id)
    if (!wanted) return
    const mine = (running = new AbortController())
    try {
      view.value = await recordingApi.view(wanted, mine.signal)
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure as Error
    }
    if (!mine.signal.aborted) loading.value = false
  }
  const load = paced(fetched, EVERY_MS)

  watch(
    () => toValue(id),
    () => {
      view.value = null
      loading.value = true
      running?.abort()
      void load.now()
    },
    { immediate: true },
  )
  useFresh(
    ({ subject }) => subject === toValue(id),
    (seldom) => (seldom ? void load.now() : load.soon()),
  )
  const lasts = () => ['running', 'closing'].includes(view.value?.recording.state ?? '')
  const timer = setInterval(() => lasts() && load.soon(), EVERY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    load.stop()
    running?.abort()
  })

  const lines = computed(() => (view.value ? linesOf(view.value) : []))
  const spans = computed(() => spansOf(lines.value))
  const whole = computed(() => {
    const recording = view.value?.recording
    return recording ? wholeOf(spans.value, recording.started_at, recording.ended_at) : { from: 0, to: 1 }
  })
  return {
    view,
    error,
    loading,
    lines,
    spans,
    whole,
    load: load.now,
    /** What a command answered, before the whole is asked for. */
    put: (recording: Recording) => view.value && (view.value = { ...view.value, recording }),
  }
}
