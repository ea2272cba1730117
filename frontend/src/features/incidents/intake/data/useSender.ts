/**
 * Sends what was decided, step by step, until the server has answered each one. A server that is away or busy is asked
 * again with the same keys, also after a reload; a refusal gives the draft back.
 */
import { onScopeDispose, shallowReactive, watch } from 'vue'
import { api, isProblem, type ApiProblem } from '@/api'
import { useSession } from '@/features/session'
import { serverNow } from '@/live'
import { plain } from '../../shared/plain'
import type { Incident, Report } from '../../shared/types'
import type { Draft } from '../model/draft'
import type { Sending, Shelf } from '../model/shelf'
import type { Decision, Step } from '../model/steps'

const FIRST_PAUSE_MS = 1_000
/** A person waits at the other end of the line: never longer between two tries. */
const LONGEST_PAUSE_MS = 10_000

export interface Sent {
  sending: Sending
  report: Report | null
  incident: Incident | null
}

export interface Row {
  sending: Sending
  tries: number
  /** Waits for the server, or for a person to sign in again. */
  waiting: boolean
}

export interface SenderEvents {
  sent: (result: Sent) => void
  /** `draft` is as the server left it; `step` is what was refused. */
  refused: (draft: Draft, problem: ApiProblem, step: Step) => void
}

export function mayTryAgain(problem: ApiProblem): boolean {
  return problem.status === 0 || [401, 429, 502, 503, 504].includes(problem.status)
}

export function useSender(shelf: Shelf, events: SenderEvents) {
  const session = useSession()
  const rows = shallowReactive(new Map<string, Row>())
  let over = false
  const wake = new Set<() => void>()

  function put(sending: Sending, change: Partial<Row> = {}): void {
    const row = rows.get(sending.id) ?? { sending, tries: 0, waiting: false }
    rows.set(sending.id, { ...row, ...change, sending })
    shelf.putSending(sending)
  }

  function send(draft: Draft, decision: Decision, steps: Step[], title: string): void {
    const sending = plain({ id: draft.id, draft, decision, steps, title, done: 0, startedAt: serverNow() })
    put(sending)
    shelf.removeDraft(draft.id)
    void run(sending)
  }

  async function run(sending: Sending): Promise<void> {
    const result: Sent = { sending, report: null, incident: null }
    while (!over && sending.done < sending.steps.length) {
      const step = sending.steps[sending.done]!
      try {
        take(result, step, await request(step))
        sending.done++
        put(sending, { waiting: false })
      } catch (error) {
        if (!isProblem(error)) throw error
        if (!mayTryAgain(error)) return refuse(sending, error, step)
        const tries = (rows.get(sending.id)?.tries ?? 0) + 1
        put(sending, { tries, waiting: true })
        await pause(error, tries)
      }
    }
    if (over) return
    finish(sending)
    events.sent(result)
  }

  function request(step: Step): Promise<unknown> {
    const { method, path, body, key, ifMatch } = step
    return api.call(method, path, { body, key, ifMatch }).then((answer) => answer.data)
  }

  function take(result: Sent, step: Step, data: unknown): void {
    const draft = result.sending.draft
    if (step.what === 'incident') result.incident = data as Incident
    else result.report = step.what === 'report' ? (data as { report: Report }).report : (data as Report)
    if (step.what !== 'report' && step.what !== 'amend') return
    // From here on the server has it: should a later step be refused, the next try amends.
    draft.base = plain(draft.form)
    draft.version = result.report!.version ?? (data as { version?: number }).version ?? null
    draft.number = result.report!.number
  }

  function refuse(sending: Sending, problem: ApiProblem, step: Step): void {
    finish(sending)
    events.refused(sending.draft, problem, step)
  }

  function finish(sending: Sending): void {
    rows.delete(sending.id)
    shelf.removeSending(sending.id)
  }

  function pause(problem: ApiProblem, tries: number): Promise<void> {
    const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1))
    const asked = (problem.retryAfter ?? 0) * 1000
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer)
        wake.delete(go)
        resolve()
      }
      const timer = problem.status === 401 ? undefined : setTimeout(go, Math.max(grown, asked))
      wake.add(go)
    })
  }

  const retryNow = () => [...wake].forEach((go) => go())
  window.addEventListener('online', retryNow)
  watch(
    () => session.signedIn,
    (signedIn) => signedIn && retryNow(),
  )
  onScopeDispose(() => {
    over = true
    window.removeEventListener('online', retryNow)
    retryNow()
  })
  for (const sending of shelf.sendings()) {
    put(sending)
    void run(sending)
  }

  return { rows, send, retryNow }
}
