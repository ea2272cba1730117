/**
 * Who speaks: each packet of a voice names whose it is (CSRC), and how loud it is now is measured here. No question to
 * the server tells it.
 */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { useViewer } from './useViewer'

const LISTEN_MS = 200
/** A word and its pause: so long somebody counts as speaking. */
const SPEAKS_MS = 900
/** Root mean square; a quiet room stays below. */
const LOUD = 0.01
/** A name in a packet older than this is of who spoke before. */
const FRESH_MS = 400

export function useSpeaking(viewer: ReturnType<typeof useViewer>, numbers: () => Map<number, string>) {
  const speaking = shallowRef(new Set<string>())
  const spoke = new Map<string, number>()
  const samples = new Float32Array(512)
  let context: AudioContext | null = null
  let meters: AnalyserNode[] = []

  watch(viewer.voices, (voices) => {
    void context?.close()
    context = voices.length ? new AudioContext() : null
    meters = voices.map((voice) => {
      const meter = context!.createAnalyser()
      meter.fftSize = samples.length
      context!.createMediaStreamSource(voice).connect(meter)
      return meter
    })
  })

  function loud(meter: AnalyserNode): boolean {
    meter.getFloatTimeDomainData(samples)
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) > LOUD
  }

  function listen(): void {
    const now = performance.now()
    const names = numbers()
    for (const [slot, meter] of meters.entries()) {
      if (!loud(meter)) continue
      for (const { source, timestamp } of viewer.receivers[slot]?.getContributingSources() ?? []) {
        const id = names.get(source)
        const age = performance.timeOrigin + now - timestamp
        if (id && age < FRESH_MS) spoke.set(id, now)
      }
    }
    const next = new Set([...spoke].filter(([, at]) => now - at < SPEAKS_MS).map(([id]) => id))
    if (next.size !== speaking.value.size || [...next].some((id) => !speaking.value.has(id)))
      speaking.value = next
  }

  const timer = setInterval(listen, LISTEN_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    void context?.close()
  })
  return speaking
}
