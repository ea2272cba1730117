import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { browser, openBrowser } from './fakeBrowser'
import { roomDoors } from './fakeRoom'

let screen: EffectScope

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  openBrowser()
  setActivePinia(createPinia())
  screen = effectScope()
})
afterEach(() => {
  screen.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('throws nobody of its account out of a meeting, and comes in once the place is free', async () => {
  const room = roomDoors()
  Object.assign(room.me, { page: 'a-page-of-mine', left_at: null })
  const { useLook } = await import('./useLook')
  const look = screen.run(() => useLook(room.id))!
  await vi.waitFor(() => expect(look.state.value).toBe('elsewhere'))
  expect(browser.count(`POST ${room.path}/enter`)).toBe(0)
  Object.assign(room.me, { left_at: '2026-07-01T08:05:00Z' })
  vi.advanceTimersByTime(15_000)
  await vi.waitFor(() => expect(look.state.value).toBe('in'))
  expect(room.me.role).toBe('listener')
})
