/** The incidents that a phone shows now. */
import { computed } from 'vue'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import type { Source } from '../../watch/types'

export function useLiveIncidents() {
  if (!useSession().may('video.watch')) return computed(() => new Set<string>())
  const phones = useBoard({ topics: ['phones'] }).topic<Source>('phones')
  return computed(() => new Set(phones.value.map((one) => one.phone?.incident_id ?? '')))
}
