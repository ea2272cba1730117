/** What this person may do with an order, and doing it: reasons asked for, refusals said. */
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useConfirm, useProblemText, useToast } from '@/ui'
import { isOpen, type Receipt, type Task } from '../model/receipts'
import { tasksApi } from './tasksApi'

export function useTaskActs() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()

  const own = () => session.who?.organisation?.id
  const nameOf = (order: Task) => order.unit?.call_sign ?? order.organisation.zh

  async function act(order: Task, work: () => Promise<Task>): Promise<void> {
    await task.run(order.id, work)
    if (task.failure.value) toast.failed(problemText(task.failure.value))
  }

  return {
    busy: task.busy,
    /** An order to this desk itself: its next receipt stands in the row. */
    isMine: (order: Task) => order.unit === null && order.organisation.id === own(),
    /** A desk also answers for its units, by what it heard on the radio; the server has the last word. */
    mayAnswer: (order: Task) => isOpen(order) && session.may('units.status'),
    mayLead: (order: Task) => isOpen(order) && session.may('tasks.order'),

    async give(order: Task, receipt: Receipt): Promise<void> {
      let reason: string | null | undefined
      if (receipt === 'refused') {
        reason = await confirmWithReason({
          title: t('command.tasks.ask.refuse', { to: nameOf(order) }),
          text: order.text,
          reason: t('command.tasks.ask.why'),
          action: t('command.tasks.receipt.refused'),
        })
        if (reason === null) return
      }
      await act(order, () => tasksApi.give(order.id, receipt, reason ? { reason } : {}))
    },

    async remind(order: Task): Promise<void> {
      await act(order, () => tasksApi.remind(order.id))
    },

    async withdraw(order: Task): Promise<void> {
      const reason = await confirmWithReason({
        title: t('command.tasks.ask.withdraw', { to: nameOf(order) }),
        text: order.text,
        reason: t('command.tasks.ask.why'),
        action: t('command.tasks.withdraw'),
        danger: true,
      })
      if (reason !== null) await act(order, () => tasksApi.withdraw(order.id, reason))
    },
  }
}

export type TaskActs = ReturnType<typeof useTaskActs>
