/** Taking a layer off all maps, with the way back; bringing back one that was removed. */
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useConfirm, useProblemText, useToast } from '@/ui'
import { useFormat } from '@/units/useFormat'
import type { Layer } from '../types'
import { layerApi } from './layerApi'

export function useRemoval(changed: () => void) {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const { confirm } = useConfirm()
  const task = useTask()

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    await task.run('layer', work)
    if (task.failure.value) toast.failed(problemText(task.failure.value))
    changed()
    return !task.failure.value
  }

  async function restore(layer: Layer): Promise<void> {
    if (await run(() => layerApi.restore(layer.id)))
      toast.done(t('gis.manage.restored', { name: format.name(layer) }))
  }

  async function remove(layer: Layer): Promise<boolean> {
    const name = format.name(layer)
    const sure = await confirm({
      title: t('gis.manage.askRemove', { name }),
      text: t('gis.manage.askRemoveText'),
      action: t('gis.manage.remove'),
      danger: true,
    })
    if (!sure || !(await run(() => layerApi.remove(layer.id)))) return false
    toast.done(t('gis.manage.removed', { name }), () => void restore(layer))
    return true
  }

  return { busy: task.busy, remove, restore }
}
