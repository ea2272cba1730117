/** How a picture or a sound is kept in step with the clock: by a little speed, by a leap when it is far off. Pure. */

export type Correction = { seek: number } | { rate: number }

/** Nearer than this nobody sees or hears it; pictures of 25 a second come 40 ms apart. */
const NEAR_S = 0.04
/** Farther off than this a leap is less of an evil than a minute of wrong speed; of the screen's own time. */
const FAR_S = 0.5
/** Paused, the picture must be that of the moment: half a frame. */
const STILL_S = 0.02
/** Change of speed for each second of distance, and the most: more is heard as another pitch. */
const PULL = 0.4
const MOST = 0.1
/** Where browsers give up: they play from 1/16 to 16 times. */
const SLOWEST = 0.0625
const FASTEST = 16

export interface Hand {
  /** Second of the file that the clock asks for. */
  due: number
  /** Second of the file that stands there. */
  is: number
  speed: number
  moving: boolean
}

/** `rate` is what to play at; a leap lands where the clock will be. */
export function corrected({ due, is, speed, moving }: Hand): Correction {
  const off = due - is
  if (!moving) return Math.abs(off) > STILL_S ? { seek: due } : { rate: speed }
  if (Math.abs(off) > FAR_S * Math.max(1, speed)) return { seek: due }
  if (Math.abs(off) < NEAR_S * Math.max(1, speed)) return { rate: speed }
  const pull = Math.max(-MOST, Math.min(MOST, (off / Math.max(1, speed)) * PULL))
  return { rate: Math.max(SLOWEST, Math.min(FASTEST, speed * (1 + pull))) }
}

/** Whether all pictures can run: at 8× each costs as much as eight. `most`: what this machine decodes at 1×. */
export const allRun = (pictures: number, speed: number, most: number) =>
  pictures * Math.max(1, speed) <= Math.max(most, 1) * 2
