/** Changes of a style: what is as the map would choose anyway is left out. Pure. */
import type { LayerStyle } from '../types'

/** Line patterns by name: lengths of dash and gap in line widths. */
export const DASHES = { solid: null, dashed: [3, 2], dotted: [0.5, 2], long: [6, 3] } as const
export type Dash = keyof typeof DASHES

export function dashOf(style: LayerStyle): Dash {
  const pattern = style.dash
  if (!pattern) return 'solid'
  const [found] = Object.entries(DASHES).find(([, dash]) => dash?.join() === pattern.join()) ?? ['dashed']
  return found as Dash
}

export function withStyle(style: LayerStyle, changes: Partial<LayerStyle>): LayerStyle {
  const merged = { ...style, ...changes }
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null && value !== undefined && value !== false),
  ) as LayerStyle
}

/** Of one thing and its stored form: whether saving would change anything. */
export const differs = (one: unknown, other: unknown) => canonical(one) !== canonical(other)

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    const entries = Object.entries(each).filter(([, part]) => part !== null && part !== undefined)
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
