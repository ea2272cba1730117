/** Recordings that run just now, within sight. */
import { computed, type ComputedRef } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { Recording } from '../types'

export function useRunning(): ComputedRef<Recording[]> {
  if (!useSession().may('rooms.read')) return computed(() => [])
  const states = useBoard({ topics: ['recordings'] }).topic<Recording>('recordings')
  return computed(() => states.value.filter(({ state }) => state === 'running'))
}
