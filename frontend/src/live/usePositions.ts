/** Where units are by their devices, from a board of its own; ends with the component. */
import { onScopeDispose, shallowRef } from 'vue'
import type { Box } from './frames'
import { addBoard, removeBoard, reopenBoard, sendView } from './live'
import { Positions } from './positions'
import { readFrame } from './positionFrame'

/**
 * A larger fleet is cut to what a map shows. A smaller one is told as a whole: 21 bytes for each that
 * moves, and lists and cards know the age of what is out of view too.
 */
const CUT_FROM = 1_000
/** The cut is wider than the view by this share of it on every side, so that a nudge needs no new one. */
const MARGIN = 0.5
/** Pause before a board is opened again that the server could not open. */
const BUSY_MS = 2_000

export function usePositions() {
  const positions = new Positions()
  const listeners = new Set<(moved: readonly string[] | null) => void>()
  const ticks = shallowRef(0)
  let area: Box | null = null

  const id = addBoard({
    open: () => ({
      topics: ['positions'],
      subjects: null,
      drill: null,
      area,
      since: null,
      epoch: null,
    }),
    forget() {
      positions.clear()
      tell(null)
    },
    frame(frame) {
      if (frame.op === 'resync') reopenBoard(id)
      // What is not this page's fault passes; nothing else would ask again.
      else if (frame.op === 'problem' && passes(frame.status)) setTimeout(() => reopenBoard(id), BUSY_MS)
    },
    positions(data) {
      const frame = readFrame(data)
      if (frame) tell(positions.take(frame, area))
    },
  })

  function tell(moved: readonly string[] | null): void {
    for (const listener of listeners) listener(moved)
    ticks.value += 1
  }

  onScopeDispose(() => removeBoard(id))

  return {
    positions,
    /** Grows with every frame: depend on it for what is read from `positions`. */
    ticks,
    /** What a map shows now; a large fleet is told for there only. */
    view(box: Box, zoom: number) {
      if (positions.size <= CUT_FROM && !area) return
      if (area && within(box, area) && width(area) < 4 * width(box)) return
      area = widened(box)
      sendView(id, area, zoom)
    },
    /** Called with the units that moved, or null when all may have. */
    onMoved(listener: (moved: readonly string[] | null) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const TOO_MANY = 429

const passes = (status = 0) => status >= 500 || status === TOO_MANY

export type LivePositions = ReturnType<typeof usePositions>

const width = ([west, , east]: Box) => east - west

const within = (inner: Box, outer: Box) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]

/** Never over the edge of the world: a view that wide is told without one. */
function widened([west, south, east, north]: Box): Box {
  const [across, up] = [(east - west) * MARGIN, (north - south) * MARGIN]
  return [
    Math.max(-180, west - across),
    Math.max(-90, south - up),
    Math.min(180, east + across),
    Math.min(90, north + up),
  ]
}
