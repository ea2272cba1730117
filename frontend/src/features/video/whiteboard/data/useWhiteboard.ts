/** The whiteboard of a room on this page: what stands on it, one's own strokes before the server has them. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { isProblem, uuid7 } from '@/api'
import type { Box } from '@/map'
import { applied, caughtUp, inOrder, type Standing } from '../model/changes'
import { framed } from '../model/sheet'
import type { Drawn, Shape, Whiteboard } from '../types'
import { whiteboardApi } from './whiteboardApi'

/** A question that failed, or moved nothing, is asked again after this; the next change asks too. */
const AGAIN_MS = 2_000
/** What is drawn quickly is asked for together; sixty pages ask. */
const PAUSE_MS = 300

export interface Place {
  room: string
  page: string
  /** The whiteboard that is open, as it was heard of last. */
  state: Readonly<Ref<Whiteboard | null>>
  put: (state: Whiteboard) => void
  me: () => { id: string; name: string } | null
  /** Asks for the room: which whiteboard is open in it. */
  refresh: () => Promise<void>
  /** Tells why something was not done. */
  refused: (failure: unknown) => void
}

const markOf = (one: Standing | null) => one && `${one.id} ${one.revision}`

export function useWhiteboard({ room, page, state, put, me, refresh, refused }: Place) {
  const standing = shallowRef<Standing | null>(null)
  /** Drawn here and not answered yet. */
  const waiting = shallowRef<ReadonlyMap<string, Drawn>>(new Map())
  /** Drawn and answered: they wait until this page has their revision. */
  const behind = new Map<string, number>()
  const failed = ref(false)
  let asking = false
  let ended = false
  let askedAt = -PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(next: Whiteboard | null): void {
    if (!next) {
      clearTimeout(timer)
      return void (standing.value = null)
    }
    const known = standing.value?.id === next.id ? standing.value : null
    const moved = known && applied(known, next)
    if (moved) standing.value = moved
    else soon()
  }

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    askedAt = performance.now()
    clearTimeout(timer)
    const known = standing.value
    const wanted = state.value
    const before = markOf(known)
    try {
      const after = known && known.id === wanted?.id ? known.revision : undefined
      const view = await whiteboardApi.view(room, after)
      const { whiteboard, objects, erased } = view
      failed.value = false
      if (!whiteboard) standing.value = null
      else if (known && after !== undefined && whiteboard.id === known.id)
        standing.value = caughtUp(standing.value ?? known, whiteboard.revision, objects, erased)
      else if (after === undefined) {
        const all = new Map(objects.map((one) => [one.id, one]))
        standing.value = { id: whiteboard.id, revision: whiteboard.revision, objects: all }
      }
    } catch (failure) {
      failed.value = true
      if (!isProblem(failure) || failure.status >= 500) later(AGAIN_MS)
    } finally {
      asking = false
    }
    // What was heard meanwhile may lie behind what was answered, or before it. An answer that moved nothing would be
    // the same again: the server has closed what this page still holds to be open.
    const now = state.value
    if (failed.value || !now || (standing.value?.id === now.id && standing.value.revision >= now.revision))
      return
    if (state.value !== wanted || (standing.value?.id === now.id && markOf(standing.value) !== before)) soon()
    else later(AGAIN_MS)
  }

  function later(ms: number): void {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(() => void ask(), ms)
  }

  /** An answer under way is looked at when it comes. */
  const soon = () => !asking && later(Math.max(0, askedAt + PAUSE_MS - performance.now()))

  watch(state, take, { immediate: true })
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
  })

  /** Returns what it has become; what was done comes with the answer, to whoever did it. */
  async function attempt(work: () => Promise<Whiteboard>): Promise<Whiteboard | null> {
    try {
      const next = await work()
      put(next)
      if (next.last) take(next)
      return next
    } catch (failure) {
      // Two pressed at once: what the other opened or closed is asked for.
      if (isProblem(failure, 'whiteboard-open') || isProblem(failure, 'no-whiteboard')) await refresh()
      else refused(failure)
      soon()
      return null
    }
  }

  function wait(id: string, one: Drawn | null): void {
    const next = new Map(waiting.value)
    if (one) next.set(id, one)
    else next.delete(id)
    waiting.value = next
  }

  async function draw(shape: Omit<Shape, 'id'>): Promise<void> {
    const who = me()
    const sheet = state.value?.id
    if (!who || !sheet) return
    const id = uuid7()
    const whose = { participant_id: who.id, drawn_by: who.name, drawn_at: new Date().toISOString() }
    wait(id, { ...shape, id, ...whose, place: Number.MAX_SAFE_INTEGER })
    const form = { ...shape, ...on(sheet), id, width: shape.width as 2 | 4 | 8 }
    const next = await attempt(() => whiteboardApi.draw(room, form))
    if (next && standing.value?.id === next.id && standing.value.revision < next.revision)
      behind.set(id, next.revision)
    else wait(id, null)
  }

  watch(standing, (now) => {
    for (const [id, revision] of behind) {
      if (now && now.revision < revision) continue
      behind.delete(id)
      wait(id, null)
    }
  })
  watch(
    () => state.value?.id,
    () => {
      behind.clear()
      waiting.value = new Map()
    },
  )

  const objects = computed(() => {
    const all = new Map(standing.value?.objects)
    for (const [id, one] of waiting.value) if (!all.has(id)) all.set(id, one)
    return inOrder(all.values())
  })
  const own = computed(() => objects.value.filter((one) => one.participant_id === me()?.id))
  /** What was meant for one whiteboard goes on no other. */
  const on = (sheet: string) => ({ page, whiteboard_id: sheet })
  async function erase(objects: string[]): Promise<void> {
    const sheet = state.value?.id
    if (sheet) await attempt(() => whiteboardApi.erase(room, { ...on(sheet), objects }))
  }

  return {
    state,
    objects,
    failed,
    box: computed(() => (state.value?.box ? framed(state.value.box as Box) : null)),
    isOwn: (id: string) => own.value.some((one) => one.id === id),
    mayUndo: computed(() => own.value.length > 0),
    open: (box: Box | null) => attempt(() => whiteboardApi.open(room, page, box)),
    draw,
    erase,
    /** Takes back one's own last one. */
    async undo(): Promise<void> {
      const last = own.value.at(-1)
      if (last && !waiting.value.has(last.id)) await erase([last.id])
    },
    wipe: (sheet: string) => attempt(() => whiteboardApi.wipe(room, on(sheet))),
    close: (sheet: string) => attempt(() => whiteboardApi.close(room, on(sheet))),
  }
}

export type WhiteboardPage = ReturnType<typeof useWhiteboard>
