/** The pen of a map: what is drawn by hand or typed, and the drawing it becomes, shown as it will stand. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { useMapContext, type MapClaim } from './context'
import { DRAFT, PEN, type MapDrawing } from './drawingTypes'
import type { Pen, PenEvents, PenKind, PenState } from './pen'
import type { LonLat } from './types'

const NOTHING: PenState = { corners: [], next: null }

export function usePen(events: Pick<PenEvents, 'finished' | 'refused'>) {
  const { engine, claim } = useMapContext()
  const state = shallowRef<PenState>(NOTHING)
  const active = ref(false)
  const mine = shallowRef<MapClaim | null>(null)
  let pen: Pen | null = null

  async function take(): Promise<Pen | null> {
    const map = engine.value
    if (!map) return null
    const module = await import('./pen')
    pen ??= new module.Pen(map.libre, {
      changed: (now) => (state.value = now),
      finished(corners) {
        stop()
        events.finished(corners)
      },
      refused: events.refused,
      shown: (data) => engine.value?.setData(PEN, data),
    })
    // While it draws, a click chooses nothing.
    mine.value = claim.value = { click: () => undefined, hint: '' }
    active.value = true
    map.libre.getCanvas().focus()
    return pen
  }

  function stop(): void {
    pen?.stop()
    const held = mine.value
    // The click that ends a drawing is still on its way, and chooses nothing either.
    if (held) setTimeout(() => claim.value === held && (claim.value = null))
    mine.value = null
    active.value = false
    state.value = NOTHING
    engine.value?.setDrawings(DRAFT, [])
  }

  onScopeDispose(stop)

  return {
    state,
    active,
    begin: async (kind: PenKind) => (await take())?.begin(kind),
    /** Takes hold of the corners of a shape that stands. */
    edit: async (kind: PenKind, corners: readonly LonLat[]) => (await take())?.edit(kind, corners),
    place: (at: LonLat) => pen?.place(at),
    back: () => pen?.back(),
    finish: () => pen?.finish(),
    stop,
    /** What it will look like, drawn under the corners. */
    preview: (drawing: MapDrawing | null) => engine.value?.setDrawings(DRAFT, drawing ? [drawing] : []),
  }
}
