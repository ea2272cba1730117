/** Overlays of a part inside a map: they come and go with it. */
import { onScopeDispose, useId, watch } from 'vue'
import { useMapContext } from './context'
import type { Box, LonLat, MapOverlay, Selection } from './types'

export function useOverlays(
  overlays: () => readonly MapOverlay[],
  /** Clicks on a selectable overlay of this part. */
  select?: (selection: Extract<Selection, { kind: 'overlay' }>) => void,
) {
  const { engine, frame, selections } = useMapContext()
  const owner = useId()

  const hear = (selection: Selection | null) => {
    if (selection?.kind === 'overlay' && overlays().some(({ id }) => id === selection.layer))
      select?.(selection)
  }
  selections.add(hear)
  watch([engine, overlays] as const, ([now, list]) => now?.setOverlays(list, owner), { immediate: true })
  onScopeDispose(() => {
    selections.delete(hear)
    engine.value?.setOverlays([], owner)
  })

  /** `covered`: pixels that a panel takes at the left. */
  return {
    fit: (box: Box, covered = 0) => engine.value?.fit(box, false, covered),
    flyTo: (place: LonLat, covered = 0) => engine.value?.flyTo(place, undefined, covered),
    /** What is in view, and with every movement again. */
    view: () => (frame.value, engine.value?.view() ?? null),
  }
}
