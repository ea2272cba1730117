/** What a page shows of a room: pure, so that it can be tested. */
import type { Layout, Participant, RoomSource } from '../types'

export interface Picture {
  /** Source at the media engine: a participant's camera, its screen, or a camera brought into the room. */
  source: string
  /** Null for a camera brought into the room. */
  participant: Participant | null
  brought: RoomSource | null
  screen: boolean
}

/** Tiles beside the main picture, and in the grids. */
export const TILES: Record<Layout, number> = { speaker: 12, '1': 0, '4': 4, '9': 9, '16': 16 }
const RANK = { chair: 0, recorder: 2, speaker: 1, listener: 3 }

/** What there is to see, in the order of the tiles: screens, cameras brought in, the chair, raised hands, others. */
export function picturesOf(present: readonly Participant[], brought: readonly RoomSource[] = []): Picture[] {
  const cameras = [...present]
    .filter(({ role }) => role !== 'listener')
    .sort((a, b) => order(a) - order(b) || a.entered_at.localeCompare(b.entered_at))
    .map((participant) => ({ source: participant.id, participant, brought: null, screen: false }))
  const screens = present
    .filter(({ sharing }) => sharing)
    .map((participant) => ({ source: participant.screen_id, participant, brought: null, screen: true }))
  const fixed = brought.map((one) => ({ source: one.id, participant: null, brought: one, screen: false }))
  return [...screens, ...fixed, ...cameras]
}

const order = ({ role, hand_at }: Participant) => (hand_at && role !== 'chair' ? 0.5 : RANK[role])

/** The main picture: what the chair chose, else the first there is. */
export function mainOf(pictures: readonly Picture[], source: string | null): Picture | null {
  return pictures.find((one) => one.source === source) ?? pictures[0] ?? null
}

export interface Plan {
  main: Picture | null
  tiles: Picture[]
  /** Tiles of all pages; `page` is kept within them. */
  pages: number
  page: number
}

/** What stands where: with a main picture it is not repeated as a tile; grids show everybody alike. */
export function planOf(
  pictures: readonly Picture[],
  main: Picture | null,
  { layout, page, most }: { layout: Layout; page: number; most: number },
): Plan {
  const grid = layout !== 'speaker' && layout !== '1'
  const size = Math.min(TILES[layout], most)
  const rest = grid ? [...pictures] : pictures.filter(({ source }) => source !== main?.source)
  const pages = size ? Math.max(1, Math.ceil(rest.length / size)) : 1
  const at = Math.min(page, pages - 1)
  return { main: grid ? null : main, tiles: rest.slice(at * size, (at + 1) * size), pages, page: at }
}

/** Whether anything moves in a picture: a camera that is off has no slot. */
export const shows = ({ participant, screen }: Picture) =>
  !participant || (screen ? participant.sharing : participant.camera)

/**
 * Which slot shows which tile. A picture keeps its slot while it is shown, so that nothing flickers; slot 0 is the
 * main picture, which the engine itself fills.
 */
export function slotsOf(
  tiles: readonly Picture[],
  before: ReadonlyMap<string, number>,
  slots: number,
): Map<string, number> {
  const wanted = tiles.filter(shows).map(({ source }) => source)
  const kept = new Map([...before].filter(([source]) => wanted.includes(source)))
  const free = Array.from({ length: slots - 1 }, (_, number) => number + 1).filter(
    (slot) => ![...kept.values()].includes(slot),
  )
  for (const source of wanted) {
    if (kept.has(source)) continue
    const slot = free.shift()
    if (slot !== undefined) kept.set(source, slot)
  }
  return kept
}
