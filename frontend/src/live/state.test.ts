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
    expect(board.resume()).toEqual({ since: 1, epoch: 'e1' })
    board.snapshot(snapshot(5, [fact(4, 'b', {})], { since: 1 }))
    expect([...board.facts.keys()]).toEqual(['a', 'b'])
    expect(board.seq).toBe(5)
  })

  it('starts afresh under a foreign epoch', () => {
    const board = new BoardFacts()
    board.snapshot(snapshot(8, [fact(1, 'a', {})]))
    expect(board.snapshot(snapshot(2, [], { epoch: 'e2', since: 8 }))).toBe('foreign')
    expect(board.resume()).toEqual({ since: null, epoch: null })
    expect(board.snapshot(snapshot(2, [fact(2, 'c', {})], { epoch: 'e2' }))).toBe('shown')
    expect([...board.facts.keys()]).toEqual(['c'])
    expect(board.seq).toBe(2)
  })

  it('loses and regains sight of the same fact', () => {
    const board = new BoardFacts()
    board.snapshot(snapshot(3, [fact(3, 'a', {})]))
    expect(board.apply(fact(3, 'a', {}))).toBe(false)
    expect(board.apply(fact(3, 'a', null))).toBe(true)
    expect(board.apply(fact(3, 'a', {}))).toBe(true)
    expect(board.facts.size).toBe(1)
  })

  it('follows its view', () => {
    const board = new BoardFacts()
    const at = (lon: number) => ({ place: { lon, lat: 23 } })
    board.snapshot(snapshot(2, [fact(1, 'west', at(116)), fact(2, 'everywhere', {})]))
    board.snapshot(snapshot(3, [fact(3, 'east', at(117))], { view: [116.5, 22, 118, 24] }))
    expect([...board.facts.keys()]).toEqual(['everywhere', 'east'])
    board.snapshot(snapshot(3, [fact(1, 'west', at(116))], { view: null }))
    expect(board.facts.size).toBe(3)
  })
})
