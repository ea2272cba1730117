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

export function useBoard(request: MaybeRefOrGetter<BoardRequest>) {
  const live = useLive()
  const store = new BoardFacts(shallowReactive(new Map<string, Fact>()))
  const shown = ref(false)
  const boardAt = ref<string | null>(null)
  const problem = ref<Extract<ServerFrame, { op: 'problem' }> | null>(null)
  const openedAt = Date.now()
  const listeners = new Set<(fact: Fact) => void>()

  const id = addBoard({
    open: () => {
      const wanted = toValue(request)
      // A board of the past always starts from its second; only the present can be resumed.
      if (wanted.at) store.forget()
      return {
        subjects: null,
        drill: null,
        area: null,
        at: null,
        speed: null,
        ...wanted,
        since: store.resumeFrom(),
      }
    },
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
      problem.value = frame
    }
  }

  watch(
    () => JSON.stringify(toValue(request)),
    () => {
      store.forget()
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
    /** Tells the server what the map shows, so that positions are cut to it. */
    view: (area: Box, zoom: number) => sendView(id, area, zoom),
    /** Called for each fact that arrives after the snapshot (sounds, flashes); ends with the component. */
    onFact(listener: (fact: Fact) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
}
