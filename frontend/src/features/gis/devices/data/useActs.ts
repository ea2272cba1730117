/** What can be done with a device in one step: let in, turn away, have it wait again, renew its secret. */
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useConfirm, useProblemText, useToast } from '@/ui'
import { calledBy } from '../model/devices'
import type { Device, DeviceState } from '../types'
import { deviceApi } from './deviceApi'

export function useActs(changed: () => void) {
  const { t } = useI18n({ useScope: 'global' })
  const { confirm } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()

  async function step<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    const done = await task.run(name, run)
    if (task.failure.value) toast.failed(problemText(task.failure.value))
    changed()
    return done
  }

  /** The present version is asked for: what the list showed may be seconds old. */
  async function become(device: Device, state: DeviceState): Promise<void> {
    const was = device.state
    const done = await step(state, async () => {
      const { version } = await deviceApi.get(device.id)
      return deviceApi.change(device.id, { state }, version ?? 0)
    })
    if (done)
      toast.done(
        t(`gisDevices.became.${state}`, { name: calledBy(done) }),
        () => void become({ ...done, state }, was),
      )
  }

  async function renew(device: Device): Promise<string | null> {
    const sure = await confirm({
      title: t('gisDevices.askRenew', { name: calledBy(device) }),
      text: t('gisDevices.askRenewText'),
      action: t('gisDevices.renew'),
      danger: true,
    })
    if (!sure) return null
    return (await step('renew', () => deviceApi.renew(device.id)))?.secret ?? null
  }

  return { busy: task.busy, become, renew }
}
