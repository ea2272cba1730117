/** Says of a live picture how long it has stood still: nobody may take an old picture for the present one. */
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

const LOOK_MS = 1_000
/** A line with losses stutters; whoever shows nothing new for so long is frozen. */
const STILL_MS = 5_000

/** Seconds without a new frame, null while frames come or while none are expected (`live`). */
export function useStandstill(
  video: MaybeRefOrGetter<HTMLVideoElement | null>,
  live: MaybeRefOrGetter<boolean>,
) {
  const stood = ref<number | null>(null)
  let frames = -1
  let movedAt = Date.now()

  function look(): void {
    const shown = framesOf(toValue(video))
    // A page nobody looks at decodes nothing; what it shows on coming back has its time to move.
    if (shown !== frames || !toValue(live) || document.hidden) {
      frames = shown
      movedAt = Date.now()
    }
    const still = Date.now() - movedAt
    stood.value = still >= STILL_MS ? Math.floor(still / 1000) : null
  }

  watch(() => toValue(live), look)
  const looking = setInterval(look, LOOK_MS)
  onScopeDispose(() => clearInterval(looking))
  return stood
}

const framesOf = (video: HTMLVideoElement | null) => video?.getVideoPlaybackQuality().totalVideoFrames ?? -1
