/** The two ends of a clip, and what lies between them. */
import { computed, ref, type Ref } from 'vue'
import type { Line } from '../model/timeline'
import type { PlayClock } from './useClock'

export function useCut(clock: PlayClock, lines: Readonly<Ref<readonly Line[]>>) {
  const ends = ref<{ from: number | null; to: number | null }>({ from: null, to: null })
  const cutting = ref(false)

  const span = computed(() => {
    const { from, to } = ends.value
    return from !== null && to !== null && to > from ? { from, to } : null
  })
  const tracks = computed(() => {
    const wanted = span.value
    if (!wanted) return []
    const within = ({ pieces }: Line) => pieces.some(({ from, to }) => from < wanted.to && to > wanted.from)
    return lines.value.filter(within).map(({ track }) => track)
  })

  return {
    ends,
    span,
    tracks,
    cutting,
    any: computed(() => ends.value.from !== null || ends.value.to !== null),
    /** An end beyond the other takes the other away. */
    set(end: 'from' | 'to') {
      const next = { ...ends.value, [end]: clock.now() }
      if (next.from !== null && next.to !== null && next.from >= next.to)
        next[end === 'from' ? 'to' : 'from'] = null
      ends.value = next
    },
    clear: () => (ends.value = { from: null, to: null }),
    open() {
      if (!span.value) return
      clock.pause()
      cutting.value = true
    },
  }
}
