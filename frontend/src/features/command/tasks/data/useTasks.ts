/** The orders of an incident: asked for once, then live. */
import { computed, watch, type MaybeRefOrGetter, toValue } from 'vue'
import { useBoard, type Fact } from '@/live'
import { useFetched } from '../../board/data/useFetched'
import { inOrder, type Task } from '../model/receipts'
import { tasksApi } from './tasksApi'

export function useTasks(incident: MaybeRefOrGetter<string>, changed: () => void) {
  const list = useFetched(() => toValue(incident), tasksApi.ofIncident)
  const board = useBoard({ topics: ['tasks'] })

  /** What boards still show is newer than the list; the list also has what has left them. */
  const tasks = computed(() => {
    const found = new Map((list.data.value?.items ?? []).map((task) => [task.id, task]))
    for (const { state } of board.facts.values()) {
      const task = state as unknown as Task
      if (task.incident.id === toValue(incident)) found.set(task.id, task)
    }
    return inOrder([...found.values()])
  })

  board.onFact((fact: Fact) => {
    if (tasks.value.some((task) => task.id === fact.subject)) changed()
  })
  // After a cut the list may have changed in what is on no board any more.
  watch(
    () => board.shown,
    (shown) => shown && list.soon(),
  )

  return { tasks, board, list }
}
