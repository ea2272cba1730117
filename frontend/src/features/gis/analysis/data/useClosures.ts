/** Closed roads; closing, opening again, and taking either back. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useProblemText, useToast } from '@/ui'
import type { Closure } from '../types'
import { analysisApi, type ClosureForm } from './analysisApi'
import { useClosed } from './useClosed'

export function useClosures() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const closed = useClosed()

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
    ...closed,
    mayClose: computed(() => session.may('roads.close')),
    busy: task.busy,
    close,
    reopen,
  }
}

export type Closures = ReturnType<typeof useClosures>
