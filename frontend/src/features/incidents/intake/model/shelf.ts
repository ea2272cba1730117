/**
 * Drafts and sendings of one account in this browser, one key each, so that two windows do not overwrite each other.
 * Written on every change: what was typed survives a crash, a closed window and a lost session.
 */
import type { Draft } from './draft'
import type { Decision, Step } from './steps'

/** A draft holds personal data: after a week nobody comes back to it. */
const KEEP_MS = 7 * 86_400_000

export interface Sending {
  id: string
  draft: Draft
  decision: Decision
  steps: Step[]
  /** How many steps the server has answered. */
  done: number
  title: string
  startedAt: number
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export class Shelf {
  constructor(
    private readonly account: string,
    private readonly store: Store = localStorage,
  ) {}

  /** False when the browser has no room left. */
  putDraft(draft: Draft): boolean {
    return this.put('draft', draft.id, draft)
  }

  putSending(sending: Sending): boolean {
    return this.put('sending', sending.id, sending)
  }

  removeDraft(id: string): void {
    this.store.removeItem(this.name('draft', id))
  }

  removeSending(id: string): void {
    this.store.removeItem(this.name('sending', id))
  }

  drafts(now: number): Draft[] {
    const all = this.all<Draft>('draft')
    for (const draft of all) if (now - draft.changedAt > KEEP_MS) this.removeDraft(draft.id)
    return all
      .filter((draft) => now - draft.changedAt <= KEEP_MS)
      .sort((one, other) => other.changedAt - one.changedAt)
  }

  sendings(): Sending[] {
    return this.all<Sending>('sending').sort((one, other) => one.startedAt - other.startedAt)
  }

  private name(what: string, id: string): string {
    return `wanglou.${what}.${this.account}.${id}`
  }

  private put(what: string, id: string, value: unknown): boolean {
    try {
      this.store.setItem(this.name(what, id), JSON.stringify(value))
      return true
    } catch {
      return false
    }
  }

  private all<T>(what: string): T[] {
    const prefix = this.name(what, '')
    const found: T[] = []
    for (let i = 0; i < this.store.length; i++) {
      const key = this.store.key(i)
      if (!key?.startsWith(prefix)) continue
      try {
        found.push(JSON.parse(this.store.getItem(key)!) as T)
      } catch {
        // Half a record of a browser that ran out of room says nothing: it is passed over.
      }
    }
    return found
  }
}
