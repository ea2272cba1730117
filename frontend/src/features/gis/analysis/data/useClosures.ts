/** Closed roads as they are now, on every board at once; closing, opening again, and taking either back. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useBoard } from '@/live'
import { useProblemText, useToast } from '@/ui'
import type { Closure } from '../types'
import { analysisApi, type ClosureForm } from './analysisApi'

export function useClosures() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  // A topic without the right to it would refuse the whole board.
  const board = session.may('layers.read') ? useBoard({ topics: ['roads'] }) : null
  const states = board?.topic<Closure>('roads')
  const closures = computed(() =>
    [...(states?.value ?? [])].sort((one, other) => other.created_at.localeCompare(one.created_at)),
  )

  async function told(work: () => Promise<unknown>): Promise<boolean> {
    await task.run('closure', work)
    if (task.failure.value) toast.failed(problemText(task.failure.value))
    return !task.failure.value
  }

  async function reopen(closure: Closure): Promise<void> {
    if (await told(() => analysisApi.reopen(closure.id)))
      toast.done(
        t('gis.analysis.closures.reopened', { name: closure.reason }),
        () => void closeAgain(closure),
      )
  }

  async function closeAgain(closure: Closure): Promise<void> {
    if (await told(() => analysisApi.closeAgain(closure.id)))
      toast.done(t('gis.analysis.closures.closedAgain', { name: closure.reason }))
  }

  /** Its refusals are shown beside the fields. */
  async function close(form: ClosureForm): Promise<void> {
    const made = await analysisApi.close(form)
    toast.done(t('gis.analysis.closures.closed', { name: made.reason }), () => void reopen(made))
  }

  return {
    closures,
    shown: computed(() => board?.shown ?? false),
    allowed: board !== null,
    mayClose: computed(() => session.may('roads.close')),
    busy: task.busy,
    close,
    reopen,
  }
}

export type Closures = ReturnType<typeof useClosures>
