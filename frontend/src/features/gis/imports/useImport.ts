/** One import from the file to the layer: what the server knows of it, asked again while it works. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { api, uuid7, type Page, type Schema } from '@/api'
import { TusUpload, useTask } from '@/features/incidents'
import { isWaiting } from './model'
import type { Choices, Import } from './types'

const PATH = '/api/imports'
/** Quick enough that a small file seems to be there at once. */
const LOOK_MS = 500

export function useImport() {
  const task = useTask()
  const data = shallowRef<Import | null>(null)
  const choices = ref<Choices>({})
  const sent = ref<{ name: string; size: number; done: number; waiting: boolean } | null>(null)
  let upload: TusUpload | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  function take(one: Import): void {
    const other = data.value?.id !== one.id
    data.value = one
    if (other) choices.value = { ...(one.choices as Choices) }
    clearTimeout(timer)
    if (isWaiting(one) && !gone) timer = setTimeout(() => void look(), LOOK_MS)
  }

  async function look(): Promise<void> {
    if (!data.value) return
    try {
      take(await api.get<Import>(`${PATH}/${data.value.id}`))
    } catch {
      // The server is away for a moment; the import goes on without us.
      if (!gone) timer = setTimeout(() => void look(), 4 * LOOK_MS)
    }
  }

  const step = (name: string) =>
    task.run(name, async () => take(await api.post<Import>(`${PATH}/${data.value!.id}/${name}`)))

  async function send(file: File): Promise<void> {
    await task.run('send', async () => {
      sent.value = { name: file.name, size: file.size, done: 0, waiting: false }
      upload = new TusUpload(file, {
        progress: (done) => sent.value && (sent.value.done = done),
        waiting: (waiting) => sent.value && (sent.value.waiting = waiting),
      })
      const card = await upload.run()
      if (card) take(await api.post<Import>(PATH, { file: card.id }, { key: uuid7() }))
    })
    sent.value = null
    upload = null
  }

  /** Keeps the choices; those that change how the file is read have it looked through anew. */
  async function choose(changes: Choices): Promise<void> {
    choices.value = { ...choices.value, ...changes }
    const one = data.value
    if (!one || !['inspecting', 'ready', 'failed'].includes(one.state)) return
    await task.run('choose', async () =>
      take(await api.put<Import>(`${PATH}/${one.id}/choices`, choices.value)),
    )
  }

  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
    upload?.cancel()
  })

  return {
    data,
    choices,
    sent,
    task,
    preview: computed(() => data.value?.preview ?? null),
    waiting: computed(() => isWaiting(data.value)),
    /** Choices that are sent with the start. */
    set: (changes: Choices) => (choices.value = { ...choices.value, ...changes }),
    send,
    callOff: () => upload?.cancel(),
    choose,
    open: (id: string) => task.run('open', async () => take(await api.get<Import>(`${PATH}/${id}`))),
    /** Everything the choices say is sent once more before the run begins. */
    async start(): Promise<void> {
      await choose({})
      if (!task.failure.value) await step('start')
    },
    cancel: () => step('cancel'),
    undo: () => step('undo'),
    reset(): void {
      clearTimeout(timer)
      data.value = null
      choices.value = {}
      task.clear()
    },
  }
}

export type ImportWork = ReturnType<typeof useImport>

export const recentImports = () => api.get<Page<Import>>(PATH, { query: { limit: 10 } })
export const importFaults = (id: string) => api.get<Schema<'Faults'>>(`${PATH}/${id}/faults`)
export const faultSheet = (id: string) => `${PATH}/${id}/faults.csv`
