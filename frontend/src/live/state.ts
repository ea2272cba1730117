/** What a board knows: the latest fact of each subject. Pure apart from the map it is given. */
import type { Fact, ServerFrame } from './frames'

type Snapshot = Extract<ServerFrame, { op: 'snapshot' }>

export function keyOf(fact: Pick<Fact, 'drill' | 'subject'>): string {
  return fact.drill ? `${fact.drill}/${fact.subject}` : fact.subject
}

export class BoardFacts {
  readonly facts: Map<string, Fact>
  /** The last fact seen: where a returning client goes on. Null before the first snapshot. */
  seq: number | null = null
  epoch: string | null = null
  private asked: number | null = null
  private gathering: Fact[] = []
  /** Highest fact per subject, kept for removed ones too, so that a late repeat cannot revive them. */
  private readonly seen = new Map<string, number>()

  constructor(facts: Map<string, Fact> = new Map()) {
    this.facts = facts
  }

  /** Where to go on after a reconnect; what the next snapshot holds depends on it. */
  resumeFrom(): number | null {
    this.asked = this.seq
    return this.asked
  }

  /**
   * `shown`: the board shows it. `partial`: more parts follow. `foreign`: the server was restored and
   * the snapshot continues a past that is no more, so the board must be opened afresh.
   */
  snapshot(frame: Snapshot): 'shown' | 'partial' | 'foreign' {
    const foreign = this.epoch !== null && frame.epoch !== this.epoch
    const follows = this.asked !== null
    if (foreign && follows) {
      this.forget()
      return 'foreign'
    }
    this.epoch = frame.epoch
    if (follows) for (const fact of frame.facts) this.apply(fact)
    else this.gathering.push(...frame.facts)
    if (frame.more) return 'partial'
    if (!follows) this.replace(this.gathering)
    this.gathering = []
    this.seq = follows ? Math.max(this.seq ?? 0, frame.seq) : frame.seq
    return 'shown'
  }

  /** False for a fact already known: facts may be repeated around a reconnect. */
  apply(fact: Fact): boolean {
    const key = keyOf(fact)
    if ((this.seen.get(key) ?? -1) >= fact.seq) return false
    this.seen.set(key, fact.seq)
    this.seq = Math.max(this.seq ?? 0, fact.seq)
    if (fact.state === null) this.facts.delete(key)
    else this.facts.set(key, fact)
    return true
  }

  forget(): void {
    this.seq = null
    this.epoch = null
    this.asked = null
    this.gathering = []
  }

  private replace(facts: Fact[]): void {
    const kept = new Set(facts.map(keyOf))
    for (const key of [...this.facts.keys()]) if (!kept.has(key)) this.facts.delete(key)
    this.seen.clear()
    for (const fact of facts) {
      const key = keyOf(fact)
      this.seen.set(key, fact.seq)
      if (fact.state === null) this.facts.delete(key)
      else if (this.facts.get(key)?.seq !== fact.seq) this.facts.set(key, fact)
    }
  }
}
