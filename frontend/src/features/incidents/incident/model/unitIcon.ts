/** The sign of a unit by its kind. Pure. */
import type { MapUnit } from '@/map'

const BY_WORD: readonly [RegExp, NonNullable<MapUnit['icon']>][] = [
  [/fire|ladder|pump|foam/, 'fire'],
  [/police|patrol|traffic/, 'police'],
  [/ambulance|medic/, 'ambulance'],
  [/water|flood/, 'water'],
  [/power|electric/, 'power'],
  [/boat|ship|marine/, 'boat'],
  [/team|squad|crew|expert/, 'team'],
]

export function unitIcon(kind: string): NonNullable<MapUnit['icon']> {
  return BY_WORD.find(([word]) => word.test(kind))?.[1] ?? 'truck'
}
