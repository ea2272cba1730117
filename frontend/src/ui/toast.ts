/** Short messages at the lower edge: what was done, with undo; what failed, with the reason. */
import { shallowReactive } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'quiet' | 'good' | 'alarm'
  undo?: () => void
}

/** Long enough to read and to reach Undo; failures stay until closed. */
const STAY_MS = 6_000
/** More would cover the work; the oldest leaves first. */
const MOST = 4

export const toasts = shallowReactive<Toast[]>([])
let last = 0

export function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

function show(toast: Omit<Toast, 'id'>): void {
  const id = ++last
  toasts.push({ ...toast, id })
  if (toasts.length > MOST) toasts.shift()
  if (toast.tone !== 'alarm') setTimeout(() => dismiss(id), STAY_MS)
}

export function useToast() {
  return {
    say: (text: string) => show({ text, tone: 'quiet' }),
    done: (text: string, undo?: () => void) => show({ text, tone: 'good', undo }),
    failed: (text: string) => show({ text, tone: 'alarm' }),
  }
}
