/** What can be drawn, and what is only measured. Pure. */
import type { PenKind } from '@/map'
import type { DrawingKind } from '../types'

export const DRAWN = ['point', 'line', 'area', 'circle', 'arrow', 'text'] as const
export const MEASURED = ['length', 'surface'] as const
export const TOOLS = [...DRAWN, ...MEASURED]
export type Tool = (typeof TOOLS)[number]

/** Keys while the panel is open. */
export const keyOf = (tool: Tool) => String(TOOLS.indexOf(tool) + 1)

const PENS: Record<Tool, PenKind> = {
  point: 'point',
  text: 'point',
  line: 'line',
  arrow: 'line',
  length: 'line',
  area: 'area',
  surface: 'area',
  circle: 'radius',
}
export const penOf = (tool: Tool): PenKind => PENS[tool]

/** What a tool makes; a measure looks like the line or area it is. */
export function kindOf(tool: Tool): DrawingKind {
  if (tool === 'length') return 'line'
  return tool === 'surface' ? 'area' : tool
}

export const measures = (tool: Tool | null): boolean => tool === 'length' || tool === 'surface'
