import { describe, expect, it } from 'vitest'
import type { Fact } from './frames'
import { BoardFacts } from './state'

function fact(
  seq: number,
  subject: string,
  state: Record<string, unknown> | null,
  drill: string | null = null,
): Fact {
  return {
    seq,
    subject,
    state,
    drill,
    at: '',
    kind: 'k',
    topic: 't',
    version: 1,
    about: [],
    actor: {},
    cause: null,
  }
}

function snapshot(seq: number, facts: Fact[], extra: object = {}) {
  return { op: 'snapshot' as const, id: 'b', epoch: 'e1', seq, at: '', facts, ...extra }
}

describe('BoardFacts', () => {
  it('shows a snapshot only when its last part came', () => {
    const board = new BoardFacts()
    expect(board.snapshot(snapshot(9, [fact(1, 'a', {})], { more: true }))).toBe('partial')
    expect(board.facts.size).toBe(0)
    expect(board.snapshot(snapshot(9, [fact(2, 'b', {})]))).toBe('shown')
    expect([...board.facts.keys()]).toEqual(['a', 'b'])
    expect(board.seq).toBe(9)
  })

  it('removes what is gone, and a late repeat does not revive it', () => {
    const board = new BoardFacts()
    board.snapshot(snapshot(1, [fact(1, 'a', { n: 1 })]))
    expect(board.apply(fact(3, 'a', null))).toBe(true)
    expect(board.apply(fact(2, 'a', { n: 2 }))).toBe(false)
    expect(board.facts.size).toBe(0)
    expect(board.seq).toBe(3)
  })

  it('keeps drill and reality apart', () => {
    const board = new BoardFacts()
    board.apply(fact(1, 'a', {}))
    board.apply(fact(2, 'a', {}, 'd'))
    expect([...board.facts.keys()]).toEqual(['a', 'd/a'])
  })

  it('adds to what it has after a return', () => {
    const board = new BoardFacts()
    board.snapshot(snapshot(1, [fact(1, 'a', {})]))
    expect(board.resumeFrom()).toBe(1)
    board.snapshot(snapshot(5, [fact(4, 'b', {})]))
    expect([...board.facts.keys()]).toEqual(['a', 'b'])
    expect(board.seq).toBe(5)
  })

  it('starts afresh under a foreign epoch', () => {
    const board = new BoardFacts()
    board.snapshot(snapshot(8, [fact(1, 'a', {})]))
    board.resumeFrom()
    expect(board.snapshot(snapshot(2, [], { epoch: 'e2' }))).toBe('foreign')
    expect(board.resumeFrom()).toBeNull()
    expect(board.snapshot(snapshot(2, [fact(2, 'c', {})], { epoch: 'e2' }))).toBe('shown')
    expect([...board.facts.keys()]).toEqual(['c'])
    expect(board.seq).toBe(2)
  })
})
