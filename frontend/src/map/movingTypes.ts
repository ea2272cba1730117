/** What the map asks of live positions; `Positions` of `@/live` answers. Nothing here knows MapLibre. */
import type { LonLat } from './types'

export interface MovingFleet {
  readonly positions: {
    /** The device that tells where a unit is, -1 for none. */
    deviceOf: (unit: string) => number
    lonOf: (device: number) => number
    latOf: (device: number) => number
    /** Milliseconds of Unix time. */
    atOf: (device: number) => number
    /** Degrees clockwise from north; null where it stands. */
    courseOf: (device: number) => number | null
    movesOf: (device: number) => boolean
    trailOf: (unit: string) => LonLat[]
  }
  /** Called with the units that moved, or null when all may have. */
  onMoved: (listener: (moved: readonly string[] | null) => void) => () => void
}
