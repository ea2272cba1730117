/** Draws a map again while signs glide over it, no more often than that can be seen. */
import type { Map as LibreMap } from 'maplibre-gl'

/** A sign is drawn again when it has come this far: less is not seen. */
const STEP_PX = 0.5
/** Thirty pictures a second are smooth for what moves at the speed of a car. */
const SHORTEST_MS = 33

export class Repaint {
  private timer: ReturnType<typeof setTimeout> | undefined

  /** `speed`: of the fastest in view, pixels per millisecond; 0 when all have arrived. */
  constructor(
    private readonly map: LibreMap,
    private readonly speed: () => number,
  ) {}

  /** Now, and on until nothing glides or nobody looks. */
  readonly start = (): void => {
    clearTimeout(this.timer)
    this.map.triggerRepaint()
    const speed = document.hidden ? 0 : this.speed()
    if (speed) this.timer = setTimeout(this.start, Math.max(SHORTEST_MS, STEP_PX / speed))
  }

  stop(): void {
    clearTimeout(this.timer)
  }
}
