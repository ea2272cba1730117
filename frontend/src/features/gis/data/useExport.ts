/** A file made of a layer: asked for, looked after until it is there, then fetched. */
import { onScopeDispose, shallowRef } from 'vue'
import { api, uuid7, type Schema } from '@/api'
import { useTask } from '@/features/incidents'

export type Export = Schema<'Export'>
export type ExportWish = Schema<'ExportIn'>

const PATH = '/api/exports'
const LOOK_MS = 500

export function useExport() {
  const task = useTask()
  const data = shallowRef<Export | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(one: Export): void {
    data.value = one
    clearTimeout(timer)
    if (one.state === 'queued' || one.state === 'running') timer = setTimeout(() => void look(), LOOK_MS)
  }

  async function look(): Promise<void> {
    try {
      take(await api.get<Export>(`${PATH}/${data.value!.id}`))
    } catch {
      timer = setTimeout(() => void look(), 4 * LOOK_MS)
    }
  }

  onScopeDispose(() => clearTimeout(timer))

  return {
    data,
    task,
    begin: (wish: ExportWish) =>
      task.run('begin', async () => take(await api.post<Export>(PATH, wish, { key: uuid7() }))),
    cancel: () =>
      task.run('cancel', async () => take(await api.post<Export>(`${PATH}/${data.value!.id}/cancel`))),
  }
}
