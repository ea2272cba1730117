/** A desk as a list of tiles; the page flows them into twelve columns in this order. Pure. */
export const KINDS = [
  'reports',
  'incidents',
  'alarms',
  'clocks',
  'tasks',
  'units',
  'map',
  'today',
  'duty',
  'shortcuts',
  'feeds',
] as const
export type TileKind = (typeof KINDS)[number]

export const WIDTHS = [3, 4, 6, 8, 12] as const
export const HEIGHTS = [2, 3, 4, 5, 6, 8] as const

export interface Tile {
  kind: TileKind
  /** Columns of twelve. */
  w: number
  h: number
}

/** What a tile needs to have something to show; one of them. */
export const NEEDS: Record<TileKind, readonly string[]> = {
  reports: ['reports.read'],
  incidents: ['incidents.read'],
  alarms: ['alarms.read'],
  clocks: ['incidents.read'],
  tasks: ['units.status'],
  units: ['units.read'],
  map: ['incidents.read'],
  today: ['statistics.read'],
  duty: ['registry.manage', 'alarms.read', 'units.read'],
  shortcuts: [],
  feeds: [],
}

type Seat = 'operator' | 'dispatcher' | 'commander' | 'district' | 'agency' | 'field' | 'office'

const SEATS: readonly [role: string, seat: Seat][] = [
  ['commander', 'commander'],
  ['dispatcher', 'dispatcher'],
  ['operator', 'operator'],
  ['district_duty', 'district'],
  ['agency_liaison', 'agency'],
  ['field', 'field'],
]

/** Order and size for the work of a seat: five rows for what comes in, three for what one looks up. */
const STANDARD: Record<Seat, string> = {
  operator: 'reports 4 5, incidents 4 5, alarms 4 2, clocks 4 3, today 4 3, duty 4 3, map 4 3',
  dispatcher: 'incidents 4 5, map 4 5, alarms 4 2, clocks 4 3, units 4 3, reports 4 3, duty 4 3',
  commander: 'map 4 5, incidents 4 5, alarms 4 2, today 4 3, units 4 3, clocks 4 3, duty 4 3',
  district: 'incidents 4 5, tasks 4 5, alarms 4 2, clocks 4 3, map 4 3, reports 4 3, duty 4 3',
  agency: 'incidents 4 5, tasks 4 5, alarms 4 2, clocks 4 3, map 4 3, units 4 3, duty 4 3',
  field: 'incidents 6 5, map 6 5, shortcuts 6 3, duty 6 3',
  office: 'shortcuts 8 3, feeds 4 3, duty 12 5',
}

export function standard(roles: readonly string[]): Tile[] {
  const seat = SEATS.find(([role]) => roles.includes(role))?.[1] ?? 'office'
  return STANDARD[seat].split(', ').map((text) => {
    const [kind, w, h] = text.split(' ')
    return { kind: kind as TileKind, w: Number(w), h: Number(h) }
  })
}

function nearest(sizes: readonly number[], wanted: unknown): number {
  const value = typeof wanted === 'number' && Number.isFinite(wanted) ? wanted : sizes[1]!
  return sizes.reduce((best, size) => (Math.abs(size - value) < Math.abs(best - value) ? size : best))
}

/** A saved layout, whatever an older or newer build wrote: unknown tiles are left out, sizes put right. */
export function parse(saved: unknown): Tile[] | null {
  const tiles = (saved as { tiles?: unknown } | null)?.tiles
  if (!Array.isArray(tiles)) return null
  const seen = new Set<string>()
  return tiles.flatMap((tile: Partial<Tile>) => {
    const kind = KINDS.find((one) => one === tile?.kind)
    if (!kind || seen.has(kind)) return []
    seen.add(kind)
    return [{ kind, w: nearest(WIDTHS, tile.w), h: nearest(HEIGHTS, tile.h) }]
  })
}

/** The next size in a direction; the same at the end. */
function next(sizes: readonly number[], present: number, direction: 1 | -1): number {
  return sizes[Math.min(sizes.length - 1, Math.max(0, sizes.indexOf(present) + direction))]!
}

const changed = (tiles: readonly Tile[], kind: TileKind, change: Partial<Tile>) =>
  tiles.map((tile) => (tile.kind === kind ? { ...tile, ...change } : tile))

export function resize(tiles: readonly Tile[], kind: TileKind, side: 'w' | 'h', direction: 1 | -1): Tile[] {
  const tile = tiles.find((one) => one.kind === kind)
  if (!tile) return [...tiles]
  return changed(tiles, kind, { [side]: next(side === 'w' ? WIDTHS : HEIGHTS, tile[side], direction) })
}

export function sized(tiles: readonly Tile[], kind: TileKind, w: number, h: number): Tile[] {
  return changed(tiles, kind, { w: nearest(WIDTHS, w), h: nearest(HEIGHTS, h) })
}

/** Takes a tile to another place in the order. */
export function move(tiles: readonly Tile[], kind: TileKind, to: number): Tile[] {
  const rest = tiles.filter((tile) => tile.kind !== kind)
  const tile = tiles.find((one) => one.kind === kind)
  if (tile) rest.splice(Math.min(rest.length, Math.max(0, to)), 0, tile)
  return rest
}

export function add(tiles: readonly Tile[], kind: TileKind): Tile[] {
  return tiles.some((tile) => tile.kind === kind) ? [...tiles] : [...tiles, { kind, w: 4, h: 3 }]
}

export function remove(tiles: readonly Tile[], kind: TileKind): Tile[] {
  return tiles.filter((tile) => tile.kind !== kind)
}

export function same(one: readonly Tile[], other: readonly Tile[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
