/** Drawings by sheet, as transparent sheets lie on a map. Pure. */
import type { Drawing } from '../types'

export interface Sheet {
  name: string
  drawings: Drawing[]
}

/** Sheets by name, the latest drawing of each first. */
export function sheetsOf(drawings: readonly Drawing[]): Sheet[] {
  const found = new Map<string, Drawing[]>()
  for (const one of drawings) found.set(one.sheet, [...(found.get(one.sheet) ?? []), one])
  return [...found]
    .map(([name, list]) => ({
      name,
      drawings: list.sort((one, other) => other.created_at.localeCompare(one.created_at)),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'))
}

/** Those whose time is over leave at once, also where the server's word of it is on its way. */
export const isOver = ({ until }: Pick<Drawing, 'until'>, now: number) => !!until && Date.parse(until) <= now
