/** Uploads of one page: what is on its way, how far, and how it ended. */
import { onScopeDispose, shallowReactive } from 'vue'
import { useProblemText, useToast } from '@/ui'
import type { FileCard } from '../types'
import { TusUpload } from './tus'

/** Of the server; told before a byte is sent. */
export const MOST_BYTES = 200 * 1024 * 1024

export interface UploadRow {
  id: string
  name: string
  bytes: number
  sent: number
  waiting: boolean
  failure: string | null
}

export function useUploads(tooLarge: (name: string) => string) {
  const rows = shallowReactive(new Map<string, UploadRow>())
  const running = new Map<string, TusUpload>()
  const problemText = useProblemText()
  const toast = useToast()

  function change(id: string, part: Partial<UploadRow>): void {
    const row = rows.get(id)
    if (row) rows.set(id, { ...row, ...part })
  }

  async function send(file: File, ready: (file: FileCard) => void): Promise<void> {
    if (file.size > MOST_BYTES) return toast.failed(tooLarge(file.name))
    const upload: TusUpload = new TusUpload(file, {
      progress: (sent) => change(upload.id, { sent }),
      waiting: (waiting) => change(upload.id, { waiting }),
    })
    if (running.has(upload.id)) return
    running.set(upload.id, upload)
    rows.set(upload.id, {
      id: upload.id,
      name: file.name,
      bytes: file.size,
      sent: 0,
      waiting: false,
      failure: null,
    })
    try {
      const card = await upload.run()
      rows.delete(upload.id)
      if (card) ready(card)
    } catch (error) {
      change(upload.id, { failure: problemText(error) })
    } finally {
      running.delete(upload.id)
    }
  }

  function cancel(id: string): void {
    running.get(id)?.cancel()
    running.delete(id)
    rows.delete(id)
  }

  onScopeDispose(() => [...running.keys()].forEach(cancel))

  return {
    rows,
    cancel,
    send: (files: Iterable<File>, ready: (file: FileCard) => void) =>
      void Promise.all([...files].map((file) => send(file, ready))),
  }
}
