/** All drawings this person sees, live; those whose time is over leave. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard, useMoment } from '@/live'
import { useFormat } from '@/units/useFormat'
import { drawable, onMap } from '../model/shape'
import { isOver } from '../model/sheets'
import type { Drawing } from '../types'
import './drawingApi'

export function useDrawings() {
  const session = useSession()
  const format = useFormat()
  const now = useMoment()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['drawings'] }) : null
  const states = board?.topic<Drawing>('drawings')
  /** Changes only when one ends, so that the map is not drawn anew each second. */
  const over = computed(() =>
    (states?.value ?? [])
      .filter((one) => isOver(one, now.value))
      .map(({ id }) => id)
      .join(' '),
  )
  const drawings = computed(() => {
    const gone = new Set(over.value.split(' '))
    return (states?.value ?? []).filter(({ id }) => !gone.has(id))
  })

  return {
    board,
    allowed: board !== null,
    drawings,
    byId: computed(() => new Map(drawings.value.map((one) => [one.id, one]))),
    version: (id: string): number | null => board?.facts.get(id)?.version ?? null,
    onMap: (list: readonly Drawing[], chosen: string | null = null) =>
      list.map((one) => onMap(drawable(one), format, one.id === chosen)),
  }
}

export type Drawings = ReturnType<typeof useDrawings>
