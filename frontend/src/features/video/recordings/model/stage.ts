/** What stands where while a recording plays: a big picture and tiles, or a grid. Pure. */
import { isThere, type Line } from './timeline'
import type { Layout } from './chapters'

export interface Stage {
  main: Line | null
  tiles: Line[]
}

/** Tiles beside the big picture, and in the grids; as in the meeting itself. */
const TILES: Record<Layout, number> = { speaker: 12, '1': 0, '4': 4, '9': 9, '16': 16 }

export interface Wanted {
  at: number
  layout: Layout
  /** Source of the big picture, if one was chosen; else the first there is, a shared screen before all. */
  main: string | null
}

export function stageOf(lines: readonly Line[], { at, layout, main }: Wanted): Stage {
  const there = lines
    .filter((line) => line.track.kind === 'video' && isThere(line, at))
    .sort((a, b) => Number(b.track.screen) - Number(a.track.screen))
  const big = there.find(({ track }) => track.source_id === main) ?? there[0] ?? null
  if (layout !== 'speaker' && layout !== '1') return { main: null, tiles: there.slice(0, TILES[layout]) }
  return { main: big, tiles: there.filter((line) => line !== big).slice(0, TILES[layout]) }
}
