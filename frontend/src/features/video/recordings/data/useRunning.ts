/** Recordings that run just now, within sight. */
import { computed, type ComputedRef } from 'vue'
import type { Recording } from '../types'
import { useRecorded } from './useRecorded'

export function useRunning(): ComputedRef<Recording[]> {
  const recorded = useRecorded()
  if (!recorded) return computed(() => [])
  const states = recorded.topics.map((topic) => recorded.board.topic<Recording>(topic))
  return computed(() => states.flatMap(({ value }) => value).filter(({ state }) => state === 'running'))
}
