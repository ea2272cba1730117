/** A meeting looked at by a screen with nobody at it: it listens in, is seen by all, shows the main picture. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isProblem, uuid7 } from '@/api'
import { mainOf, picturesOf } from '../model/stage'
import { meetApi } from './meetApi'
import { useReturn } from './useReturn'
import { useRoom } from './useRoom'
import { useViewer } from './useViewer'

export type Looking = 'entering' | 'in' | 'refused' | 'waiting' | 'elsewhere' | 'over'

/** Nobody presses a button here: what was refused is asked for again. */
const AGAIN_MS = 15_000

export function useLook(id: string) {
  const page = uuid7()
  const room = useRoom(id, false)
  const state = ref<Looking>('entering')
  const failure = shallowRef<unknown>(null)
  let disposed = false
  const viewer = useViewer({
    pictures: 1,
    describe: () => meetApi.subscribe(id, page, true),
    bind: (slots, signal) => meetApi.slots(id, page, slots, signal),
  })

  /** Somebody who is in it at a page of his own, or another screen, is not thrown out by this one. */
  async function taken(): Promise<boolean> {
    await room.refresh()
    const me = room.me.value
    return !!me && !me.left_at && me.page !== page
  }

  async function enter(): Promise<void> {
    if (await taken()) return end('elsewhere')
    if (disposed) return
    try {
      const view = await meetApi.enter(id, { page, role: 'listener' })
      if (disposed) return void leave()
      room.take(view)
      state.value = 'in'
      viewer.start()
    } catch (error) {
      failure.value = error
      if (isProblem(error, 'room-over')) state.value = 'over'
      else state.value = isProblem(error, 'room-not-open') ? 'waiting' : 'refused'
    }
  }

  const leave = () => meetApi.leave(id, page).catch(() => undefined)

  function end(next: Looking): void {
    state.value = next
    viewer.stop()
  }

  watch([room.me, () => room.room.value?.state], ([me, now]) => {
    if (state.value !== 'in') return
    if (now === 'closed') return end('over')
    if (me && me.page !== page) return end('elsewhere')
    if (me?.barred) return end('refused')
    if (me?.left_at) void enter()
  })
  useReturn(id, () => viewer.again())
  const again = setInterval(
    () => ['refused', 'waiting', 'elsewhere'].includes(state.value) && void enter(),
    AGAIN_MS,
  )
  const gone = () => state.value === 'in' && void leave()
  addEventListener('pagehide', gone)
  onScopeDispose(() => {
    disposed = true
    clearInterval(again)
    removeEventListener('pagehide', gone)
    gone()
  })
  void enter()

  return {
    state,
    failure,
    room: room.room,
    present: computed(() => room.present.value.length),
    main: computed(() =>
      mainOf(picturesOf(room.present.value, room.brought.value), room.room.value?.main_source ?? null),
    ),
    connected: computed(() => viewer.state.value === 'up'),
    stream: computed(() => viewer.pictures.value[0] ?? null),
  }
}
