/** Setting what a unit does; it can be undone. */
import { useI18n } from 'vue-i18n'
import { isProblem } from '@/api'
import { useTask } from '@/features/incidents'
import { useConfirm, useProblemText, useToast } from '@/ui'
import type { Unit, UnitStatus } from '../model/types'
import { unitApi } from './unitApi'
import { useUnitWords } from './useUnitWords'

export function useUnitActions() {
  const { t } = useI18n({ useScope: 'global' })
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const words = useUnitWords()
  const task = useTask()

  /** Back to what the unit did before; the note lets it go back against the usual ways. */
  function back(unit: Unit): () => void {
    const note = t('command.board.reason.undo')
    const { id, status, incident_id } = unit
    const engaged = status !== 'available' && incident_id ? { incident_id } : {}
    return () =>
      void unitApi
        .setStatus(id, { status, note, ...engaged })
        .catch((error) => toast.failed(problemText(error)))
  }

  async function setStatus(unit: Unit, status: UnitStatus): Promise<void> {
    const before = { ...unit }
    let done = await task.run(status, () => unitApi.setStatus(unit.id, { status }))
    if (!done && isProblem(task.failure.value, 'unit-status')) {
      const note = await confirmWithReason({
        title: t('command.board.ask.status', { status: words.status(status) }),
        reason: t('command.board.reason.label'),
        action: t('command.board.unit.change'),
      })
      if (note === null) {
        task.clear()
        return
      }
      done = await task.run(status, () => unitApi.setStatus(unit.id, { status, note }))
    }
    if (!done) return
    const said = { unit: unit.call_sign, status: words.status(status) }
    toast.done(t('command.board.done.status', said), back(before))
  }

  return { task, setStatus }
}
