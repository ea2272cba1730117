/** Moving and sizing tiles: by keys on the tile that has the focus, by its buttons, or by dragging. */
import { nextTick, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { move, remove, resize, sized, type Tile, type TileKind } from '../model/layout'
import type { Desk } from './useDesk'

export function useArranging(desk: Desk, grid: Readonly<Ref<HTMLElement | null>>) {
  const { t } = useI18n({ useScope: 'global' })
  const arranging = ref(false)
  const dragged = ref<TileKind | null>(null)
  /** What just happened, for those who do not see it. */
  const spoken = ref('')

  const titleOf = (kind: TileKind) => t(`command.desk.tile.${kind}`)
  const placeOf = (kind: TileKind) => desk.tiles.value.findIndex((tile) => tile.kind === kind)
  const find = (kind: TileKind) => desk.tiles.value.find((tile) => tile.kind === kind)

  function focus(kind: TileKind): void {
    void nextTick(() => grid.value?.querySelector<HTMLElement>(`[data-tile="${kind}"]`)?.focus())
  }

  function bring(kind: TileKind, by: number): void {
    desk.change(move(desk.tiles.value, kind, placeOf(kind) + by))
    spoken.value = t('command.desk.moved', { tile: titleOf(kind), n: placeOf(kind) + 1 })
    focus(kind)
  }

  function grow(kind: TileKind, side: 'w' | 'h', direction: 1 | -1): void {
    desk.change(resize(desk.tiles.value, kind, side, direction))
    const tile = find(kind) as Tile
    spoken.value = t('command.desk.resized', { tile: titleOf(kind), w: tile.w, h: tile.h })
  }

  function drop(kind: TileKind): void {
    const place = placeOf(kind)
    desk.change(remove(desk.tiles.value, kind))
    spoken.value = t('command.desk.removed', { tile: titleOf(kind) })
    const next = desk.shown.value[Math.min(place, desk.shown.value.length - 1)]
    if (next) focus(next.kind)
  }

  const KEYS: Record<string, (kind: TileKind) => void> = {
    ArrowLeft: (kind) => bring(kind, -1),
    ArrowUp: (kind) => bring(kind, -1),
    ArrowRight: (kind) => bring(kind, 1),
    ArrowDown: (kind) => bring(kind, 1),
    'Shift+ArrowLeft': (kind) => grow(kind, 'w', -1),
    'Shift+ArrowRight': (kind) => grow(kind, 'w', 1),
    'Shift+ArrowUp': (kind) => grow(kind, 'h', -1),
    'Shift+ArrowDown': (kind) => grow(kind, 'h', 1),
    Delete: drop,
  }

  function key(event: KeyboardEvent, kind: TileKind): void {
    if (!arranging.value || event.target !== event.currentTarget) return
    const act = KEYS[(event.shiftKey ? 'Shift+' : '') + event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act(kind)
  }

  /** A tile is being dragged; null when it was let go. */
  const grab = (kind: TileKind | null) => (dragged.value = kind)

  /** Dragging a tile over another takes its place. */
  function over(kind: TileKind): void {
    if (!dragged.value || dragged.value === kind) return
    desk.change(move(desk.tiles.value, dragged.value, placeOf(kind)))
  }

  /** Pulling the corner: the tile takes the nearest size that exists. */
  function pull(event: PointerEvent, kind: TileKind): void {
    const corner = event.currentTarget as HTMLElement
    const box = corner.closest<HTMLElement>('[data-tile]')!.getBoundingClientRect()
    const tile = find(kind)!
    const column = box.width / tile.w
    const row = box.height / tile.h
    const moved = (at: PointerEvent) =>
      desk.change(
        sized(desk.tiles.value, kind, (at.clientX - box.left) / column, (at.clientY - box.top) / row),
      )
    const stop = () => {
      corner.removeEventListener('pointermove', moved)
      corner.removeEventListener('pointerup', stop)
      corner.removeEventListener('pointercancel', stop)
    }
    corner.setPointerCapture(event.pointerId)
    corner.addEventListener('pointermove', moved)
    corner.addEventListener('pointerup', stop)
    corner.addEventListener('pointercancel', stop)
  }

  return { arranging, dragged, spoken, titleOf, bring, grab, grow, drop, key, over, pull, focus }
}

export type Arranging = ReturnType<typeof useArranging>
