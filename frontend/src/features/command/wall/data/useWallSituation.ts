/** What the wall knows: one board of the socket, shared by its panels, with the age of its oldest part. */
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { Schema } from '@/api'
import { useSession } from '@/features/session'
import { useBoard, useLive, useServerTime } from '@/live'
import { provideFleet } from '../../board/data/useFleet'
import { lostUnits } from '../../board/model/freshness'
import { isOpen } from '../../board/model/steps'
import type { Alarm, Incident, Unit } from '../../board/model/types'
import { mayShow, wallIncident, type WallIncident } from '../model/redact'

export type Wall = Schema<'Wall'>

/** Topics and the permission each needs; one refused topic would refuse the whole board. */
const TOPICS = [
  ['incidents', 'incidents.read'],
  ['walls', 'incidents.read'],
  ['units', 'units.read'],
  ['alarms', 'alarms.read'],
] as const

type TopicName = (typeof TOPICS)[number][0]

export function createWallSituation() {
  const session = useSession()
  const live = useLive()
  const { now } = useServerTime()
  const topics: readonly TopicName[] = TOPICS.filter(([, need]) => session.may(need)).map(([name]) => name)
  const board = useBoard({ topics: [...topics] })
  const fleet = provideFleet(true)

  /** The same array as long as nothing of the topic changed: a unit that moves redraws no incident. */
  function states<State extends object>(topic: TopicName): ComputedRef<State[]> {
    return computed<State[]>((before) => {
      const found: State[] = []
      for (const fact of board.facts.values()) if (fact.topic === topic) found.push(fact.state as State)
      const same = before?.length === found.length && before.every((state, index) => state === found[index])
      return same ? before : found
    })
  }

  const incidents = states<Incident>('incidents')
  const units = states<Unit>('units')
  const alarms = states<Alarm>('alarms')
  const open = computed(() => incidents.value.filter(isOpen))
  const restricted = computed(
    () => new Set(incidents.value.filter(({ label }) => label === 'restricted').map(({ id }) => id)),
  )

  /** A server that speaks but whose journal reader stands still sends nothing new either. */
  const age = computed(() => {
    const journal = live.feeds.find((feed) => feed.name === 'journal')?.age_s ?? 0
    return board.age === null ? null : Math.max(board.age, journal)
  })

  return {
    board,
    may: (topic: TopicName) => topics.includes(topic),
    incidents,
    open,
    shown: computed<WallIncident[]>(() => open.value.map(wallIncident)),
    known: computed(() => new Set(incidents.value.map(({ id }) => id))),
    restricted,
    units,
    /** Units that may be pointed at: those at a restricted incident only count. */
    shownUnits: computed(() => units.value.filter((unit) => mayShow(unit, restricted.value))),
    fleet,
    lost: computed(() => lostUnits(alarms.value)),
    alarms,
    walls: states<Wall>('walls'),
    age,
    now,
  }
}

export type WallSituation = ReturnType<typeof createWallSituation>

const KEY: InjectionKey<WallSituation> = Symbol('wall')

export function provideWallSituation(): WallSituation {
  const situation = createWallSituation()
  provide(KEY, situation)
  return situation
}

export function useWallSituation(): WallSituation {
  const situation = inject(KEY)
  if (!situation) throw new Error('useWallSituation needs a page that provides it')
  return situation
}
