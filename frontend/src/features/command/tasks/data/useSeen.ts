/** Orders to this desk count as seen once they stand on a screen that somebody looks at. */
import { onScopeDispose, watch, type Ref } from 'vue'
import { useSession } from '@/features/session'
import { isOpen, type Task } from '../model/receipts'
import { tasksApi } from './tasksApi'

export function useSeen(tasks: Ref<readonly Task[]>): void {
  const session = useSession()
  const told = new Set<string>()

  function tell(): void {
    if (document.visibilityState !== 'visible' || !session.may('units.status')) return
    for (const task of tasks.value) {
      const mine = task.unit === null && task.organisation.id === session.who?.organisation?.id
      if (!mine || !isOpen(task) || task.receipts.seen || told.has(task.id)) continue
      told.add(task.id)
      void tasksApi.give(task.id, 'seen').catch(() => told.delete(task.id))
    }
  }

  watch(tasks, tell, { immediate: true })
  document.addEventListener('visibilitychange', tell)
  onScopeDispose(() => document.removeEventListener('visibilitychange', tell))
}
