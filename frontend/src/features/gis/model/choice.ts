/** What one person has on the map: which layers, in which order, how strong. Pure. */
import type { MapLayer } from '@/map'

export interface Choice {
  /** Ids of the layers that are on, the topmost first. */
  on: string[]
  /** Own strength of a layer, 0 to 1, on top of what its owner set. */
  opacity: Record<string, number>
  /** Groups of the tree that are folded. */
  folded: string[]
}

/** Far more than a map can show; keeps the saved choice small. */
export const MOST_ON = 60

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

/** A saved choice, or null for what is none. */
export function parseChoice(saved: unknown): Choice | null {
  if (typeof saved !== 'object' || saved === null || !('on' in saved)) return null
  const { on, opacity, folded } = saved as Record<string, unknown>
  const strengths = Object.entries((opacity ?? {}) as Record<string, unknown>).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  return {
    on: strings(on).slice(0, MOST_ON),
    opacity: Object.fromEntries(strengths),
    folded: strings(folded),
  }
}

/** What is on for somebody who never chose: what the owners of the layers meant for everybody. */
export function usualChoice(layers: readonly { id: string; shown: boolean }[]): Choice {
  return { on: layers.filter(({ shown }) => shown).map(({ id }) => id), opacity: {}, folded: [] }
}

/** On goes on top: what was asked for last is what one wants to see. */
export function toggled(choice: Choice, id: string): Choice {
  const off = choice.on.includes(id)
  const on = off ? choice.on.filter((each) => each !== id) : [id, ...choice.on].slice(0, MOST_ON)
  return { ...choice, on }
}

/** Moves a layer to a place in the order of those on the map. */
export function moved(choice: Choice, id: string, to: number): Choice {
  const rest = choice.on.filter((each) => each !== id)
  if (rest.length === choice.on.length) return choice
  const at = Math.min(rest.length, Math.max(0, to))
  return { ...choice, on: [...rest.slice(0, at), id, ...rest.slice(at)] }
}

export function strengthened(choice: Choice, id: string, opacity: number): Choice {
  return { ...choice, opacity: { ...choice.opacity, [id]: Math.min(1, Math.max(0, opacity)) } }
}

export function folded(choice: Choice, group: string): Choice {
  const open = choice.folded.includes(group)
  return {
    ...choice,
    folded: open ? choice.folded.filter((each) => each !== group) : [...choice.folded, group],
  }
}

/** The layers that are on, topmost first, as strong as the person wants them. */
export function drawn<Item extends Pick<MapLayer, 'id' | 'opacity'>>(
  choice: Choice,
  layers: readonly Item[],
): Item[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  return choice.on.flatMap((id) => {
    const layer = byId.get(id)
    if (!layer) return []
    const strength = choice.opacity[id] ?? 1
    return [strength === 1 ? layer : { ...layer, opacity: layer.opacity * strength }]
  })
}
