/** How long a recording is, as figures; one that runs goes on. */
import { useServerTime } from '@/live'
import { useFormat } from '@/units/useFormat'
import type { Recording } from '../types'

export function useLength() {
  const { now } = useServerTime()
  const format = useFormat()
  return ({ started_at, ended_at }: Recording): string => {
    const end = ended_at ? Date.parse(ended_at) : now.value
    return format.stopwatch((end - Date.parse(started_at)) / 1000)
  }
}
