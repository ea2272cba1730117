/** One incident and all that hangs on it, live: itself, its facts, reports, files and the units at it. */
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type InjectionKey,
  type Ref as VueRef,
} from 'vue'
import { isProblem, type Schema } from '@/api'
import { useSession } from '@/features/session'
import { useBoard, type Fact } from '@/live'
import type { Attachment, Incident, Report } from '../../shared/types'
import { linesOf } from '../model/factLine'
import { calls } from './calls'

/** A burst of facts is read once. */
const PAUSE_MS = 250

export type UnitAtWork = Schema<'Unit'>

export function createIncident(id: VueRef<string>) {
  const session = useSession()
  const incident = shallowRef<Incident | null>(null)
  const version = ref(0)
  const error = shallowRef<Error | null>(null)
  const loading = ref(true)
  /** It was seen before and is no longer ours to see. */
  const lost = ref(false)
  const facts = shallowRef<Fact[]>([])
  const older = ref<string | null>(null)
  const reports = shallowRef<Report[]>([])
  const files = shallowRef<Attachment[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined

  const board = useBoard(() => ({ topics: ['incidents'], subjects: [id.value] }))
  const unitIds = computed(() => (incident.value?.units ?? []).map((unit) => unit.id))
  const unitBoard = useBoard(() => ({
    topics: session.may('units.read') ? ['units'] : ['incidents'],
    subjects: session.may('units.read') ? unitIds.value : [],
  }))
  const units = computed(() =>
    [...unitBoard.facts.values()].map((fact) => fact.state as unknown as UnitAtWork),
  )

  function take(state: Incident, now: number): void {
    if (state.id !== id.value || now < version.value) return
    incident.value = state
    version.value = now
  }

  async function load(): Promise<void> {
    const wanted = id.value
    try {
      const { data } = await calls.find(wanted)
      if (id.value !== wanted) return
      take(data, data.version ?? 0)
      error.value = null
      lost.value = false
      await loadParts()
    } catch (failure) {
      if (id.value !== wanted) return
      const hidden = isProblem(failure) && [403, 404].includes(failure.status)
      if (hidden && incident.value) lost.value = true
      else error.value = failure as Error
    } finally {
      if (id.value === wanted) loading.value = false
    }
  }

  /** What hangs on it; a part that cannot be had leaves what was there. */
  async function loadParts(): Promise<void> {
    const wanted = id.value
    const [timeline, list, attached] = await Promise.allSettled([
      calls.timeline(wanted),
      session.may('reports.read') ? calls.reports(wanted) : { items: [], next: null },
      calls.attachments(wanted),
    ])
    if (id.value !== wanted) return
    if (timeline.status === 'fulfilled') {
      const fresh = new Set(timeline.value.items.map((fact) => fact.seq))
      const kept = facts.value.filter(
        (fact) => !fresh.has(fact.seq) && fact.seq < (timeline.value.items.at(-1)?.seq ?? 0),
      )
      if (!kept.length) older.value = timeline.value.next
      facts.value = [...timeline.value.items, ...kept]
    }
    if (list.status === 'fulfilled') reports.value = list.value.items
    if (attached.status === 'fulfilled') files.value = attached.value.items
  }

  async function loadOlder(): Promise<void> {
    if (!older.value) return
    const page = await calls.timeline(id.value, older.value)
    facts.value = [...facts.value, ...page.items]
    older.value = page.next
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void loadParts(), PAUSE_MS)
  }

  board.onFact((fact) => {
    if (fact.subject !== id.value) return
    // Gone from the board: out of sight, or only closed long enough. The server tells which.
    if (!fact.state) return void load()
    take(fact.state as unknown as Incident, fact.version)
    soon()
  })
  unitBoard.onFact(soon)
  watch(
    () => board.shown && board.facts.get(id.value),
    (fact) => {
      if (fact && fact.state) take(fact.state as unknown as Incident, fact.version)
    },
  )
  watch(
    id,
    () => {
      incident.value = null
      version.value = 0
      error.value = null
      lost.value = false
      loading.value = true
      facts.value = []
      reports.value = []
      files.value = []
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  return {
    id,
    incident,
    version,
    error,
    loading,
    lost,
    board,
    facts,
    lines: computed(() => linesOf(facts.value)),
    older: computed(() => older.value !== null),
    reports,
    files,
    units,
    load,
    /** Reads what hangs on it anew, soon. */
    refresh: soon,
    loadOlder,
    /** Takes in the answer of a change, before its fact arrives. */
    accept(state: Incident): void {
      take(state, state.version ?? version.value)
      soon()
    },
  }
}

export type IncidentStore = ReturnType<typeof createIncident>

const INCIDENT: InjectionKey<IncidentStore> = Symbol('incident')

export function provideIncident(id: VueRef<string>): IncidentStore {
  const store = createIncident(id)
  provide(INCIDENT, store)
  return store
}

export function useIncident(): IncidentStore {
  const store = inject(INCIDENT)
  if (!store) throw new Error('useIncident needs the page of an incident')
  return store
}
