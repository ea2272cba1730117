/** Runs something that goes into the outbox; says so when the phone has no room for it. */
import { useI18n } from 'vue-i18n'
import { StorageFull } from '@/outbox'
import { useToast } from '@/ui'

export function useStored() {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  return async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      toast.failed(t(error instanceof StorageFull ? 'field.outbox.full' : 'field.outbox.broken'))
      return false
    }
  }
}
