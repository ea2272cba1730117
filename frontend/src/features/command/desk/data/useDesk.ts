/** The person's own desk: read once, kept after each change, put back to the standard of their role at will. */
import { computed, ref, shallowRef } from 'vue'
import { api, savedSoon } from '@/api'
import { useSession } from '@/features/session'
import { KINDS, NEEDS, parse, same, standard, type Tile } from '../model/layout'

const PATH = '/api/desks/home'
/** Several changes in a row are one. */
const PAUSE_MS = 600

export type Saving = 'none' | 'waiting' | 'saving' | 'saved' | 'failed'

export function useDesk() {
  const session = useSession()
  const usual = standard(session.who?.roles ?? [])
  const tiles = shallowRef<readonly Tile[]>(usual)
  const loaded = ref(false)
  const saving = ref<Saving>('none')
  const failure = shallowRef<unknown>(null)
  let dirty = false

  const allowed = (tile: Pick<Tile, 'kind'>) => session.mayAny(NEEDS[tile.kind])

  async function load(): Promise<void> {
    failure.value = null
    try {
      // Null while nothing was saved: the standard of the role stands.
      const saved = await api.get<{ layout: unknown }>(PATH)
      if (!dirty) tiles.value = parse(saved.layout) ?? usual
    } catch (error) {
      failure.value = error
    }
    loaded.value = true
  }

  // Whoever leaves the page right after a change has it kept all the same.
  const keeping = savedSoon(async (leaving) => {
    saving.value = 'saving'
    const sent = tiles.value
    try {
      await api.put(PATH, { layout: { version: 1, tiles: sent } }, { keepalive: leaving })
      failure.value = null
      if (sent === tiles.value) {
        dirty = false
        saving.value = 'saved'
      }
    } catch (error) {
      failure.value = error
      saving.value = 'failed'
    }
  }, PAUSE_MS)

  function change(next: readonly Tile[]): void {
    if (same(next, tiles.value)) return
    tiles.value = next
    dirty = true
    saving.value = 'waiting'
    keeping.soon()
  }

  void load()

  return {
    /** Tiles whose right was taken away stay in the layout, unseen, until it comes back. */
    shown: computed(() => tiles.value.filter(allowed)),
    tiles,
    loaded,
    saving,
    failure,
    change,
    save: () => keeping.now(),
    load,
    usual,
    isUsual: computed(() => same(tiles.value, usual)),
    /** What may be added. */
    missing: computed(() =>
      KINDS.filter((kind) => allowed({ kind }) && !tiles.value.some((tile) => tile.kind === kind)),
    ),
  }
}

export type Desk = ReturnType<typeof useDesk>
