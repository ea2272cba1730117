/** What a person may do with the chosen report: take it, join it, make an incident of it, close it. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '@/features/session'
import { useConfirm, useProblemText, useToast } from '@/ui'
import { useFormat } from '@/units/useFormat'
import type { RejectReason, Report } from '../model/types'
import { useCodes, useTask } from '@/features/incidents'
import { reportApi } from './reportApi'

/** One key each, the same at the intake desk; the code list names them too. */
export const REJECT_KEYS: readonly { reason: RejectReason; combo: string }[] = [
  { reason: 'false', combo: 'F8' },
  { reason: 'nuisance', combo: 'F9' },
  { reason: 'enquiry', combo: 'F10' },
  { reason: 'other', combo: 'F4' },
]

export function useReportActions(report: () => Report) {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const { confirmWithReason } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const format = useFormat()
  const codes = useCodes()
  const task = useTask()

  const waiting = computed(() => report().state === 'received')
  const mine = computed(() => report().taken_by?.id === session.who?.account.id)
  const manage = computed(() => session.may('incidents.manage'))
  const can = computed(() => ({
    take: waiting.value && session.may('reports.read') && session.may('reports.create') && !mine.value,
    link: waiting.value && manage.value,
    create: waiting.value && manage.value,
    reject: waiting.value && session.may('reports.close'),
    restore: report().state === 'rejected' && session.may('reports.close'),
    unlink: report().state === 'linked' && manage.value,
  }))

  function undo(work: () => Promise<unknown>): () => void {
    return () => void work().catch((error) => toast.failed(problemText(error)))
  }

  const reasonName = (reason: RejectReason) => format.name(codes.find('reject_reasons', reason)) || reason

  /** Taking over from somebody else is said to the server, so that two do not take by accident. */
  async function take(): Promise<void> {
    const { id, number, taken_by } = report()
    const done = await task.run('take', () => reportApi.take(id, taken_by !== null))
    if (done) toast.done(t('command.board.done.take', { number }))
  }

  async function link(incidentId: string, title: string): Promise<boolean> {
    const { id, number } = report()
    const done = await task.run(`link ${incidentId}`, () => reportApi.link(id, incidentId))
    if (!done) return false
    const back = undo(() => reportApi.unlink(id, t('command.board.reason.undo')))
    toast.done(t('command.board.done.link', { number, title }), back)
    return true
  }

  async function reject(reason: RejectReason): Promise<void> {
    const { id, number } = report()
    const done = await task.run(`reject ${reason}`, () => reportApi.reject(id, reason))
    if (!done) return
    const back = undo(() => reportApi.restore(id, t('command.board.reason.undo')))
    toast.done(t('command.board.done.reject', { number, reason: reasonName(reason) }), back)
  }

  async function restore(): Promise<void> {
    const { id, number } = report()
    const reason = await confirmWithReason({
      title: t('command.board.ask.restore', { number }),
      reason: t('command.board.reason.label'),
      action: t('command.board.action.restore'),
    })
    if (reason === null) return
    const done = await task.run('restore', () => reportApi.restore(id, reason))
    if (done) toast.done(t('command.board.done.restore', { number }))
  }

  async function unlink(): Promise<void> {
    const { id, number, incident_id } = report()
    const reason = await confirmWithReason({
      title: t('command.board.ask.unlink', { number }),
      reason: t('command.board.reason.label'),
      action: t('command.board.action.unlink'),
    })
    if (reason === null || !incident_id) return
    const done = await task.run('unlink', () => reportApi.unlink(id, reason))
    if (!done) return
    toast.done(
      t('command.board.done.unlink', { number }),
      undo(() => reportApi.link(id, incident_id)),
    )
  }

  return { can, mine, task, take, link, reject, restore, unlink, reasonName }
}
