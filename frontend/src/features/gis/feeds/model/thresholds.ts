/** A new step of the ladder for a kind of feed. Pure. */
import type { Feed, Threshold } from '../types'

export function blank(kind: Feed['kind']): Threshold {
  if (kind === 'quakes') return { kind: 'quake', magnitude: 5, within_km: 200, hours: 24, colour: 'blue' }
  if (kind === 'typhoon') return { kind: 'storm', within_km: 500, force: null, ahead_h: 24, colour: 'blue' }
  return { kind: 'level', station: null, quantity: null, over: 0, back: 0, colour: 'blue' }
}
