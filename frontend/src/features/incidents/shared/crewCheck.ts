/** Saying for a crew on scene that it is well, by whoever spoke with it. */
import { useI18n } from 'vue-i18n'
import { api, type Schema } from '@/api'
import { useSession } from '@/features/session'
import { useConfirm, useProblemText, useToast } from '@/ui'

type Unit = Schema<'Unit'>

export function useCrewCheck() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const { confirm } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()

  async function account(unit: Pick<Unit, 'id' | 'call_sign'>): Promise<void> {
    const name = { unit: unit.call_sign }
    const sure = await confirm({
      title: t('incidents.check.title', name),
      text: t('incidents.check.text'),
      action: t('incidents.check.confirm'),
    })
    if (!sure) return
    try {
      await api.post(`/api/units/${unit.id}/account`, {})
      toast.done(t('incidents.check.done', name))
    } catch (error) {
      toast.failed(problemText(error))
    }
  }

  return { may: () => session.may('units.status'), account }
}
