/** Drawings on the map a part lies in, and clicks on them. */
import { onScopeDispose, watch } from 'vue'
import { useMapContext } from './context'
import { DRAWINGS, type MapDrawing } from './drawingTypes'
import type { Box, Selection } from './types'

export function useDrawn(drawings: () => readonly MapDrawing[], select?: (id: string) => void) {
  const { engine, selections } = useMapContext()

  const hear = (selection: Selection | null) => {
    if (selection?.kind === 'overlay' && selection.layer === DRAWINGS) select?.(selection.id)
  }
  selections.add(hear)
  watch([engine, drawings] as const, ([now, list]) => now?.setDrawings(DRAWINGS, list), { immediate: true })
  onScopeDispose(() => {
    selections.delete(hear)
    engine.value?.setDrawings(DRAWINGS, [])
  })

  return {
    fit: (box: Box) => engine.value?.fit(box),
  }
}
