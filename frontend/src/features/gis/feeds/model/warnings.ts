/** Colours of warnings and their order. Pure. */
import type { Grade } from '@/api'
import type { Colour, Warning } from '../types'

export const COLOURS = ['blue', 'yellow', 'orange', 'red'] as const satisfies readonly Colour[]
/** The shape and numeral that go with a colour, so that it is never the only sign. */
export const MARKS: Record<Colour, Grade> = { red: 'I', orange: 'II', yellow: 'III', blue: 'IV' }

export function worstFirst(warnings: readonly Warning[]): Warning[] {
  const rank = ({ colour }: Warning) => COLOURS.indexOf(colour)
  return [...warnings].sort(
    (one, other) => rank(other) - rank(one) || Date.parse(other.raised_at) - Date.parse(one.raised_at),
  )
}
