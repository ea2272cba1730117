/** What a board knows: the latest fact of each subject. Pure apart from the map it is given. */
import type { Box, Fact, ServerFrame } from './frames'

type Snapshot = Extract<ServerFrame, { op: 'snapshot' }>

export function keyOf(fact: Pick<Fact, 'drill' | 'subject'>): string {
  return fact.drill ? `${fact.drill}/${fact.subject}` : fact.subject
}

/** Whether a box shows a subject; what has no place is shown everywhere. West above east crosses 180°. */
export function shows(box: Box | null, state: Fact['state']): boolean {
  const place = state?.place as { lon: number; lat: number } | null | undefined
  if (!box || !place) return true
  const [west, south, east, north] = box
  if (place.lat < south || place.lat > north) return false
  return west <= east ? place.lon >= west && place.lon <= east : place.lon >= west || place.lon <= east
}

export class BoardFacts {
  readonly facts: Map<string, Fact>
  /** The last fact seen: where a returning client goes on. Null before the first snapshot. */
  seq: number | null = null
  epoch: string | null = null
  private gathering: Fact[] = []
  /** Latest fact per subject, kept for removed ones too, so that a late repeat cannot revive them. */
  private readonly seen = new Map<string, number>()

  constructor(facts: Map<string, Fact> = new Map()) {
    this.facts = facts
  }

  /** Where to go on after a reconnect. */
  resume(): { since: number | null; epoch: string | null } {
    this.gathering = []
    return { since: this.seq, epoch: this.seq === null ? null : this.epoch }
  }

  /**
   * `shown`: the board shows it. `partial`: more parts follow. `foreign`: the server was restored and
   * the snapshot continues a past that is no more, so the board must be opened afresh.
   */
  snapshot(frame: Snapshot): 'shown' | 'partial' | 'foreign' {
    const adds = typeof frame.since === 'number' || frame.view !== undefined
    if (adds && this.epoch !== frame.epoch) {
      this.forget()
      return 'foreign'
    }
    this.epoch = frame.epoch
    if (frame.view !== undefined) this.cut(frame.view)
    if (adds) for (const fact of frame.facts) this.apply(fact)
    else this.gathering.push(...frame.facts)
    if (frame.more) return 'partial'
    if (!adds) this.replace(this.gathering)
    this.gathering = []
    this.seq = adds ? Math.max(this.seq ?? 0, frame.seq) : frame.seq
    return 'shown'
  }

  /**
   * False for a fact already known: facts may be repeated around a reconnect. The same fact counts
   * again when its subject left the view and comes back, or is taken out of sight.
   */
  apply(fact: Fact): boolean {
    const key = keyOf(fact)
    const known = this.seen.get(key) ?? -1
    const here = this.facts.has(key)
    if (known > fact.seq || (known === fact.seq && (fact.state !== null) === here)) return false
    this.seen.set(key, fact.seq)
    this.seq = Math.max(this.seq ?? 0, fact.seq)
    if (fact.state === null) this.facts.delete(key)
    else this.facts.set(key, fact)
    return true
  }

  forget(): void {
    this.seq = null
    this.epoch = null
    this.gathering = []
  }

  private cut(box: Box | null): void {
    for (const [key, fact] of [...this.facts]) if (!shows(box, fact.state)) this.facts.delete(key)
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
