/** An order as its six receipts, what is overdue about it, and what its recipient does next. Pure. */
import type { Schema } from '@/api'

export type Task = Schema<'Task'>
export type TaskState = Task['state']
export type Receipt = Schema<'ReceiptIn'>['receipt']

/** The way of an order; a refusal or withdrawal ends it wherever it stands. */
export const WAY = ['sent', 'delivered', 'seen', 'accepted', 'acting', 'done'] as const
export type Step = (typeof WAY)[number]
const ENDED: readonly TaskState[] = ['done', 'refused', 'withdrawn']

export interface Mark {
  step: Step
  /** `implied`: known only from a later receipt. */
  look: 'given' | 'implied' | 'next' | 'none'
  at: string | null
}

export function isOpen(task: Pick<Task, 'state'>): boolean {
  return !ENDED.includes(task.state)
}

/** Six marks in order; the one that is waited for stands out while the order is open. */
export function marksOf(task: Task): Mark[] {
  const next = isOpen(task) ? WAY[WAY.indexOf(task.state as Step) + 1] : undefined
  return WAY.map((step) => {
    const receipt = task.receipts[step]
    if (receipt) return { step, look: receipt.implied ? 'implied' : 'given', at: timeOf(receipt) }
    return { step, look: step === next ? 'next' : 'none', at: null }
  })
}

/** When it was given where it was given; without a clock there, when we learned of it. */
function timeOf(receipt: Schema<'TaskReceipt'>): string {
  return receipt.device_at && receipt.device_at < receipt.at ? receipt.device_at : receipt.at
}

/** The clock that runs out first of those still running. */
export function clockOf(task: Task): Task['clocks'][number] | null {
  if (!isOpen(task)) return null
  const running = task.clocks.filter((clock) => !clock.done_at)
  return running.sort((one, other) => one.due_at.localeCompare(other.due_at))[0] ?? null
}

export function isOverdue(task: Task, now: number): boolean {
  const clock = clockOf(task)
  return clock !== null && Date.parse(clock.due_at) <= now
}

/** The receipt its recipient gives next. */
export function nextReceipt(state: TaskState): Receipt | null {
  if (ENDED.includes(state)) return null
  if (state === 'accepted') return 'acting'
  return state === 'acting' ? 'done' : 'accepted'
}

/** Open ones first, among them the one that runs out first; then the newest. */
export function inOrder(tasks: readonly Task[]): Task[] {
  const due = (task: Task) => clockOf(task)?.due_at ?? '9999'
  return tasks.toSorted(
    (one, other) =>
      Number(isOpen(other)) - Number(isOpen(one)) ||
      (isOpen(one) ? due(one).localeCompare(due(other)) : 0) ||
      other.ordered_at.localeCompare(one.ordered_at) ||
      one.id.localeCompare(other.id),
  )
}
