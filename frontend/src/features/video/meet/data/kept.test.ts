import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { browser, openBrowser } from './fakeBrowser'
import { roomDoors } from './fakeRoom'

beforeEach(() => {
  openBrowser()
  setActivePinia(createPinia())
})
afterEach(() => void vi.unstubAllGlobals())

const signedIn = (id: string) => () =>
  Response.json({
    account: { id, name: id },
    permissions: ['rooms.join'],
    csrf: 'c',
    server_time: '2026-07-01T08:00:00Z',
  })

it('leaves the small meeting before its owner signs out, and hands it to nobody', async () => {
  const room = roomDoors()
  browser.doors['POST /api/session'] = signedIn('first')
  browser.doors['DELETE /api/session'] = () => new Response(null, { status: 204 })
  const { useSession } = await import('@/features/session')
  const { keepMeeting, useKept } = await import('./kept')
  const session = useSession()
  await session.signIn({ name: 'first', password: 'x' } as never)

  const page = effectScope()
  const meeting = page.run(() => keepMeeting(room.id))!
  await vi.waitFor(() => expect(meeting.phase.value).toBe('check'))
  await meeting.enter()
  page.stop()
  expect(useKept().kept.value?.meeting).toBe(meeting)
  expect(browser.tracks.map(({ readyState }) => readyState)).toEqual(['live', 'live'])

  await session.signOut()
  const [left, out] = [`POST ${room.path}/leave`, 'DELETE /api/session'].map((door) =>
    browser.asked.indexOf(door),
  )
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(out!)
  expect(browser.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended'])
  await vi.waitFor(() => expect(useKept().kept.value).toBeNull())
})

it('ends the meeting of somebody in whose place another signs in', async () => {
  const room = roomDoors()
  const { useSession } = await import('@/features/session')
  const { keepMeeting, useKept } = await import('./kept')
  const session = useSession()
  browser.doors['POST /api/session'] = signedIn('first')
  await session.signIn({} as never)
  const page = effectScope()
  const meeting = page.run(() => keepMeeting(room.id))!
  await vi.waitFor(() => expect(meeting.phase.value).toBe('check'))
  await meeting.enter()
  page.stop()

  browser.doors['GET /api/session'] = () => Response.json({ code: 'x' }, { status: 500 })
  await session.again()
  expect(useKept().kept.value?.meeting).toBe(meeting) // the server is away: nobody has gone
  browser.doors['POST /api/session'] = signedIn('second')
  await session.signIn({} as never)
  await vi.waitFor(() => expect(useKept().kept.value).toBeNull())
  expect(browser.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true)
})
