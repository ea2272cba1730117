/** Steps through a recording: frames, parts, chapters. */
import type { Ref } from 'vue'
import { neighbourOf } from '../model/chapters'
import { nextStart, pieceAt, previousStart, type Line, type Span } from '../model/timeline'
import type { Chapter } from '../types'
import type { PlayClock } from './useClock'

/** Of a picture whose length is not known. */
const FRAME_MS = 40

interface Parts {
  clock: PlayClock
  spans: Ref<readonly Span[]>
  whole: Ref<Span>
  chapters: Ref<readonly Chapter[]>
  /** Whose frames are stepped through. */
  main: () => Line | null
}

export function usePlayActs({ clock, spans, whole, chapters, main }: Parts) {
  const go = (at: number | null) => at !== null && clock.seek(at)
  return {
    frame(direction: 1 | -1) {
      clock.pause()
      const at = clock.now()
      const length = pieceAt(main()?.pieces ?? [], at)?.frame ?? FRAME_MS
      clock.seek(at + direction * length)
    },
    part(direction: 1 | -1) {
      const at = clock.now()
      go(direction > 0 ? nextStart(spans.value, at) : (previousStart(spans.value, at) ?? whole.value.from))
    },
    chapter: (direction: 1 | -1) => go(neighbourOf(chapters.value, clock.now(), direction)),
    begin: () => go(whole.value.from),
    end: () => go(whole.value.to),
  }
}

export type PlayActs = ReturnType<typeof usePlayActs>
