/** A clock that follows the hand of a replay, which moves in steps: between two of them it reckons on. */
import { computed, watch, type Ref } from 'vue'
import type { Clock } from './clock'

export interface Hand {
  playhead: Readonly<Ref<number>>
  speed: Readonly<Ref<number>>
  playing: Readonly<Ref<boolean>>
  /** The board shows the moment of the hand; until then both stand. */
  settled: Readonly<Ref<boolean>>
}
/** Without a step for so long the hand has stopped. */
const SILENT_MS = 1_500

export function useFollower({ playhead, speed, playing, settled }: Hand): Clock {
  let anchor = { at: playhead.value, local: performance.now() }
  watch(playhead, (at) => (anchor = { at, local: performance.now() }), { flush: 'sync' })
  const moving = computed(() => playing.value && settled.value)
  return {
    speed,
    moving,
    now: () => {
      const since = Math.min(SILENT_MS, performance.now() - anchor.local)
      return anchor.at + (moving.value ? since * speed.value : 0)
    },
  }
}
