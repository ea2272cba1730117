/** A live board as reactive state: `const board = useBoard({ topics: ['incidents', 'units'] })`. */
import {
  computed,
  onScopeDispose,
  reactive,
  ref,
  shallowReactive,
  toValue,
  watch,
  type MaybeRefOrGetter,
} from 'vue'
import type { BoardRequest, Box, Fact, ServerFrame } from './frames'
import { addBoard, removeBoard, reopenBoard, sendView, useLive } from './live'
import { BoardFacts } from './state'

/** `stale`: the socket is open but nothing came for 10 s; `offline`: there is no socket. */
export type BoardState = 'connecting' | 'live' | 'stale' | 'offline' | 'refused'

const STALE_S = 10
/** Grace before a first connection counts as offline. */
const FIRST_S = 5
/** Pause before a board is opened again that the server could not fill. */
const BUSY_MS = 2_000

export function useBoard(request: MaybeRefOrGetter<BoardRequest>) {
  const live = useLive()
  const store = new BoardFacts(shallowReactive(new Map<string, Fact>()))
  const shown = ref(false)
  const boardAt = ref<string | null>(null)
  const problem = ref<Extract<ServerFrame, { op: 'problem' }> | null>(null)
  const openedAt = Date.now()
  let viewed: Box | null = null
  const listeners = new Set<(fact: Fact) => void>()

  const id = addBoard({
    open: () => {
      const wanted = toValue(request)
      // A board of the past goes on from the second it had reached; only the present is resumed by fact.
      if (wanted.at) store.forget()
      const at = wanted.at ? (boardAt.value ?? wanted.at) : null
      return {
        subjects: null,
        drill: null,
        speed: null,
        ...wanted,
        area: viewed ?? wanted.area ?? null,
        at,
        ...store.resume(),
      }
    },
    forget: () => store.forget(),
    frame: receive,
  })

  function receive(frame: Extract<ServerFrame, { id?: string }>): void {
    if (frame.op === 'snapshot') {
      const outcome = store.snapshot(frame)
      if (outcome === 'foreign') reopenBoard(id)
      if (outcome === 'shown') shown.value = true
      boardAt.value = frame.at
      problem.value = null
    } else if (frame.op === 'fact') {
      boardAt.value = frame.fact.at
      if (store.apply(frame.fact)) for (const listener of listeners) listener(frame.fact)
    } else if (frame.op === 'resync') {
      store.forget()
      reopenBoard(id)
    } else if (frame.op === 'problem') {
      // The journal cannot be read just now: that passes, and is no refusal.
      if (frame.status === 503) setTimeout(() => reopenBoard(id), BUSY_MS * (1 + Math.random()))
      else problem.value = frame
    }
  }

  watch(
    () => JSON.stringify(toValue(request)),
    () => {
      store.forget()
      boardAt.value = null
      viewed = null
      problem.value = null
      shown.value = false
      reopenBoard(id)
    },
  )
  onScopeDispose(() => removeBoard(id))

  const state = computed<BoardState>(() => {
    if (problem.value || live.status === 'refused') return 'refused'
    if (live.status === 'open')
      return (live.silence ?? 0) >= STALE_S ? 'stale' : shown.value ? 'live' : 'connecting'
    if (!shown.value && Date.now() - openedAt < FIRST_S * 1000) return 'connecting'
    return 'offline'
  })

  /** The states of one topic, as a computed list. */
  function topic<State extends object>(name: string) {
    return computed(() => {
      const states: State[] = []
      for (const fact of store.facts.values()) if (fact.topic === name) states.push(fact.state as State)
      return states
    })
  }

  return reactive({
    facts: store.facts as ReadonlyMap<string, Fact>,
    state,
    /** True once a whole snapshot has been shown. */
    shown,
    /** Seconds since the server last said anything; null before the first word. */
    age: computed(() => live.silence),
    /** The board's own time: that of its snapshot or latest fact; the past second in a replay. */
    at: boardAt,
    problem,
    topic,
    /** Cuts this board to what a map shows: what lies outside leaves it. Not for a board that also feeds a list. */
    view(area: Box, zoom: number) {
      viewed = area
      sendView(id, area, zoom)
    },
    /** Called for each fact that arrives after the snapshot (sounds, flashes); ends with the component. */
    onFact(listener: (fact: Fact) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
}
