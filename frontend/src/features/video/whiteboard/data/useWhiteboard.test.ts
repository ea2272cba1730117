import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import { browser, openBrowser } from '../../meet/data/fakeBrowser'
import type { Whiteboard, WhiteboardView } from '../types'

const ROOM = '0190a000-0000-7000-8000-000000000001'
const PATH = `/api/video/rooms/${ROOM}/whiteboard`
const NONE = { whiteboard: null, objects: [], erased: [] }
const sheet = (id: string, revision: number) =>
  ({
    id,
    room_id: ROOM,
    state: 'open',
    ground: 'sheet',
    box: null,
    revision,
    objects: revision,
    last: null,
  }) as unknown as Whiteboard
const line = (id: string, place: number) => ({
  id,
  kind: 'line',
  points: [
    [0, 0],
    [1, 1],
  ],
  text: '',
  colour: 'ink',
  width: 4,
  participant_id: 'me',
  drawn_by: '金平',
  drawn_at: '2026-01-01T00:00:00Z',
  place,
})

let scope: EffectScope
let view: unknown
const questions = () => browser.count(`GET ${PATH}`)
const refresh = vi.fn(async () => undefined)
const refused = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  openBrowser()
  setActivePinia(createPinia())
  scope = effectScope()
  view = NONE
  refresh.mockClear()
  refused.mockClear()
  browser.doors[`GET ${PATH}`] = () => Response.json(view)
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function opened(first: Whiteboard | null) {
  const { useWhiteboard } = await import('./useWhiteboard')
  const state = shallowRef<Whiteboard | null>(first)
  const page = scope.run(() =>
    useWhiteboard({
      room: ROOM,
      page: 'page',
      state,
      put: (next) => void (state.value = next),
      me: () => ({ id: 'me', name: '金平' }),
      refresh,
      refused,
    }),
  )!
  return { state, page }
}

it.each([
  ['none is open', NONE],
  ['another is open', { whiteboard: sheet('b', 4), objects: [line('x', 4)], erased: [] }],
])('asks at its leisure while the server says that %s', async (_, answer) => {
  view = answer as unknown as WhiteboardView
  const { state, page } = await opened(sheet('a', 3))
  await vi.advanceTimersByTimeAsync(1_900)
  expect(questions()).toBe(1)
  await vi.advanceTimersByTimeAsync(8_000)
  expect(questions()).toBe(5)
  view = { whiteboard: sheet('c', 1), objects: [line('y', 1)], erased: [] }
  state.value = sheet('c', 1)
  await vi.advanceTimersByTimeAsync(100)
  expect(page.objects.value.map(({ id }) => id)).toEqual(['y'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(questions()).toBe(6)
})

it('asks for the room when another has opened one at the same moment', async () => {
  const { page } = await opened(null)
  browser.doors[`POST ${PATH}`] = () => Response.json({ code: 'whiteboard-open' }, { status: 409 })
  await page.open(null)
  expect(refresh).toHaveBeenCalledOnce()
  expect(refused).not.toHaveBeenCalled()
  browser.doors[`POST ${PATH}`] = () => Response.json({ code: 'not-in-room' }, { status: 409 })
  await page.open(null)
  expect(refresh).toHaveBeenCalledOnce()
  expect(refused).toHaveBeenCalledOnce()
})

it('asks for what others drew together, and needs no question for its own', async () => {
  const { state, page } = await opened(sheet('a', 0))
  const ids = () => page.objects.value.map(({ id }) => id)
  view = { whiteboard: sheet('a', 0), objects: [], erased: [] }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(questions()).toBe(1)
  view = { whiteboard: sheet('a', 9), objects: [line('theirs', 9)], erased: [] }
  for (let revision = 1; revision < 10; revision++) {
    state.value = sheet('a', revision)
    await vi.advanceTimersByTimeAsync(20)
  }
  await vi.advanceTimersByTimeAsync(400)
  expect(ids()).toEqual(['theirs'])
  expect(questions()).toBeLessThanOrEqual(3)
  const before = questions()
  browser.doors[`POST ${PATH}/objects`] = (body) => {
    const last = { drawn: line(String(body.id), 10), erased: [], wiped: false }
    return Response.json({ ...sheet('a', 10), last })
  }
  await page.draw({ kind: 'line', points: [], text: '', colour: 'ink', width: 4 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect([ids().length, questions()]).toEqual([2, before])
})

it('shows its own stroke while it lacks what others drew before', async () => {
  const { page } = await opened(sheet('a', 0))
  view = { whiteboard: sheet('a', 0), objects: [], erased: [] }
  await vi.advanceTimersByTimeAsync(10)
  browser.doors[`POST ${PATH}/objects`] = (body) => {
    const own = line(String(body.id), 2)
    view = { whiteboard: sheet('a', 2), objects: [line('theirs', 1), own], erased: [] }
    return Response.json({ ...sheet('a', 2), last: { drawn: own, erased: [], wiped: false } })
  }
  await page.draw({ kind: 'line', points: [], text: '', colour: 'ink', width: 4 })
  expect(page.objects.value.length).toBe(1)
  await vi.advanceTimersByTimeAsync(400)
  expect(page.objects.value.map(({ place }) => place)).toEqual([1, 2])
})
