/** What pictures and sounds go by. */
import type { Ref } from 'vue'

export interface Clock {
  /** The moment by the clock of the wall, in milliseconds, to the frame. */
  now: () => number
  speed: Readonly<Ref<number>>
  /** Time goes on. */
  moving: Readonly<Ref<boolean>>
  /** A picture that has nothing to show asks for patience; absent where nobody can wait. */
  wait?: (who: symbol, waiting: boolean) => void
}

/** How often pictures look whether they are in step: two frames. */
export const STEP_MS = 80
