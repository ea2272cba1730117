import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api'
import { inOrder, nextToSend, outcomeOf, pauseMs, secondTry, withNewFile } from './rules'
import { LANE, type Item, type Lane } from './types'

function item(seq: number, lane: Lane, more: Partial<Item> = {}): Item {
  return {
    seq,
    lane,
    id: `i${seq}`,
    key: `k${seq}`,
    owner: 'account:1',
    kind: 'field.kind.report',
    label: '',
    path: '/api/reports',
    body: {},
    files: [],
    bytes: 0,
    createdAt: '',
    refused: null,
    ...more,
  }
}
const refused = { code: 'invalid', detail: '', at: '' }

describe('order', () => {
  it('keeps the order within a lane; help passes everything', () => {
    const items = [item(1, LANE.report), item(2, LANE.report), item(3, LANE.status), item(4, LANE.help)]
    expect(inOrder(items).map((each) => each.seq)).toEqual([4, 3, 1, 2])
  })

  it('lets a refused item step aside', () => {
    expect(nextToSend([item(1, LANE.report, { refused }), item(2, LANE.report)])?.seq).toBe(2)
    expect(nextToSend([item(1, LANE.report, { refused })])).toBeNull()
  })
})

describe('errors', () => {
  it.each([
    [0, 'offline', 'later'],
    [503, 'unavailable', 'later'],
    [500, 'server-bug', 'later'],
    [429, 'rate-limited', 'later'],
    [409, 'upload-offset', 'later'],
    [423, 'upload-locked', 'later'],
    [507, 'disk-full', 'later'],
    [401, 'not-signed-in', 'sign-in'],
    [403, 'csrf', 'sign-in'],
    [410, 'upload-gone', 'renew'],
    [403, 'forbidden', 'refused'],
    [409, 'unit-status', 'refused'],
    [413, 'too-large', 'refused'],
    [422, 'invalid', 'refused'],
  ] as const)('%i %s means %s', (status, code, outcome) =>
    expect(outcomeOf(new ApiProblem(status, { code }))).toBe(outcome),
  )

  it('waits longer each time, within a bound, and as long as the server asks', () => {
    expect(pauseMs(0, null, () => 0)).toBe(500)
    expect(pauseMs(3, null, () => 1)).toBe(8000)
    expect(pauseMs(30, null, () => 1)).toBe(60_000)
    expect(pauseMs(0, 20, () => 0)).toBe(20_000)
  })
})

describe('another try', () => {
  it('names the new file everywhere and takes a new key', () => {
    const file = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', bytes: 3, done: true }
    const before = item(1, LANE.report, { body: { attachments: ['f1', 'f2'], text: 'f1?' }, files: [file] })
    const after = withNewFile(before, 'f1')
    const [fresh] = after.files
    expect(fresh!.done).toBe(false)
    expect(after.body).toEqual({ attachments: [fresh!.id, 'f2'], text: 'f1?' })
    expect(after.key).not.toBe(before.key)
  })

  it('leaves out a moment the server found impossible', () => {
    const body = { text: 'x', occurred_at: '2030-01-01T00:00:00Z' }
    const detail = '/occurred_at more than 5 minutes ahead of the server'
    const after = secondTry(item(1, LANE.report, { body, refused: { ...refused, detail } }))
    expect(after.body).toEqual({ text: 'x' })
    expect(after.refused).toBeNull()
  })
})
