/** The wall of tiles: how many there are, and which source each shows. Pure. */

export const LAYOUTS = [1, 4, 9, 16] as const
export type Layout = (typeof LAYOUTS)[number]

export interface Wall {
  layout: Layout
  /** The source of each tile, from the top left, row by row. */
  tiles: (string | null)[]
}

export const side = (layout: Layout) => Math.sqrt(layout)

/** Another number of tiles; what is shown moves up, what does not fit is let go. */
export function laidOut(wall: Wall, layout: Layout): Wall {
  const shown = wall.tiles.filter((tile) => tile !== null)
  const kept = shown.length > layout || layout < wall.layout ? shown : wall.tiles
  return { layout, tiles: Array.from({ length: layout }, (_, place) => kept[place] ?? null) }
}

/** A source stands once: where it was, it is no more. */
export function placed(wall: Wall, source: string, at: number): Wall {
  const tiles = wall.tiles.map((tile) => (tile === source ? null : tile))
  tiles[at] = source
  return { ...wall, tiles }
}

/** Shows a source in the first free tile, else in the chosen one. */
export function added(wall: Wall, source: string, chosen: number): Wall {
  if (wall.tiles.includes(source)) return wall
  const free = wall.tiles.indexOf(null)
  return placed(wall, source, free >= 0 ? free : chosen)
}

export function swapped(wall: Wall, from: number, to: number): Wall {
  const tiles = [...wall.tiles]
  ;[tiles[from], tiles[to]] = [tiles[to] ?? null, tiles[from] ?? null]
  return { ...wall, tiles }
}

export function cleared(wall: Wall, at: number): Wall {
  return { ...wall, tiles: wall.tiles.map((tile, place) => (place === at ? null : tile)) }
}

/** The tile an arrow key leads to; the edge holds. */
export function neighbour(layout: Layout, at: number, key: string): number {
  const wide = side(layout)
  const column = at % wide
  if (key === 'ArrowLeft') return column > 0 ? at - 1 : at
  if (key === 'ArrowRight') return column < wide - 1 ? at + 1 : at
  if (key === 'ArrowUp') return at >= wide ? at - wide : at
  if (key === 'ArrowDown') return at + wide < layout ? at + wide : at
  return at
}

/** Reads a wall that was kept; null for what is none. */
export function read(text: string | null): Wall | null {
  try {
    const { layout, tiles } = JSON.parse(text ?? '') as Wall
    if (!LAYOUTS.includes(layout) || !Array.isArray(tiles) || tiles.length !== layout) return null
    return tiles.every((tile) => tile === null || typeof tile === 'string') ? { layout, tiles } : null
  } catch {
    return null
  }
}
