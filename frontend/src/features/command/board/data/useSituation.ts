/** The live data of the board: one board of the socket, its states by topic, what is new. */
import { computed, inject, onScopeDispose, provide, watch, type ComputedRef, type InjectionKey } from 'vue'
import { ApiProblem } from '@/api'
import type { Fence } from '@/features/gis/geofences'
import { useSession } from '@/features/session'
import { useBoard, type BoardRequest, type Fact } from '@/live'
import type { Task } from '../../tasks/model/receipts'
import { lostUnits } from '../model/freshness'
import { provideFleet } from './useFleet'
import type { Alarm, ChosenKind, Incident, Report, ReportPrivate, Resource, Unit } from '../model/types'

/** Topics and the permission each needs; asking for more than one may see would refuse the whole board. */
const TOPICS = [
  ['incidents', 'incidents.read'],
  ['reports', 'reports.read'],
  ['units', 'units.read'],
  ['resources', 'resources.read'],
  ['alarms', 'alarms.read'],
  ['tasks', 'incidents.read'],
  // Told in the timeline of the incident they are for.
  ['analyses', 'layers.read'],
  ['roads', 'layers.read'],
  ['geofences', 'layers.read'],
] as const

type TopicName = (typeof TOPICS)[number][0]

const KIND_OF: Partial<Record<string, ChosenKind>> = {
  incidents: 'incident',
  reports: 'report',
  units: 'unit',
  resources: 'resource',
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

/** `past`: a second and a speed, for a board of the past; null or nothing for the present. */
export function createSituation(past: () => Pick<BoardRequest, 'at' | 'speed'> | null = () => null) {
  const session = useSession()
  const topics = TOPICS.filter(([, permission]) => session.may(permission)).map(([name]) => name)
  const board = useBoard(() => ({ topics, ...past() }))

  /** States of a topic; the same array as long as nothing of the topic changed. */
  function states<State extends object>(topic: TopicName): ComputedRef<State[]> {
    return computed<State[]>((before) => {
      const now: State[] = []
      for (const fact of board.facts.values()) if (fact.topic === topic) now.push(fact.state as State)
      return before && sameItems(before, now) ? before : now
    })
  }

  /** The facts as they stood before the one that just came, so that what changed can be told. */
  let mirror = new Map<string, Fact>()
  const listeners = new Set<(fact: Fact, before: Fact | null) => void>()
  watch(
    () => board.shown,
    () => (mirror = new Map(board.facts)),
    { immediate: true },
  )
  onScopeDispose(
    board.onFact((fact) => {
      const before = mirror.get(fact.subject) ?? null
      mirror.set(fact.subject, fact)
      for (const listener of listeners) listener(fact, before)
    }),
  )

  const units = states<Unit>('units')
  const alarms = states<Alarm>('alarms')
  const lost = computed(() => lostUnits(alarms.value, units.value))

  const problem = computed(() =>
    board.problem ? new ApiProblem(board.problem.status ?? 0, { ...board.problem }) : null,
  )

  return {
    board,
    problem,
    topics,
    incidents: states<Incident>('incidents'),
    reports: states<Report>('reports'),
    units,
    resources: states<Resource>('resources'),
    fences: states<Fence>('geofences'),
    alarms,
    tasks: states<Task>('tasks'),
    lost,
    find<State extends object>(id: string | null | undefined): State | null {
      return (id ? (board.facts.get(id)?.state as State | undefined) : null) ?? null
    },
    /** Which kind of thing an id names on this board. */
    kindOf(id: string): ChosenKind | null {
      return KIND_OF[board.facts.get(id)?.topic ?? ''] ?? null
    },
    /** It shows a board of the past. */
    past: computed(() => past() !== null),
    /** The personal part of a report, where this person may read it. */
    privateOf(id: string): ReportPrivate | null {
      return (board.facts.get(id)?.restricted as ReportPrivate | undefined) ?? null
    },
    /** Each fact that arrives, with the one of the same subject before it; ends with the caller's scope. */
    onFact(listener: (fact: Fact, before: Fact | null) => void) {
      listeners.add(listener)
      onScopeDispose(() => listeners.delete(listener))
    },
  }
}

export type Situation = ReturnType<typeof createSituation>

const SITUATION: InjectionKey<Situation> = Symbol('situation')

export function provideSituation(...past: Parameters<typeof createSituation>): Situation {
  const situation = createSituation(...past)
  provide(SITUATION, situation)
  provideFleet(past.length === 0)
  return situation
}

export function useSituation(): Situation {
  const situation = inject(SITUATION)
  if (!situation) throw new Error('useSituation needs a page that provides it')
  return situation
}
