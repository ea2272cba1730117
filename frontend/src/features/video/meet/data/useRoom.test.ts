import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { Whiteboard } from '../../whiteboard/types'
import { browser, openBrowser } from './fakeBrowser'
import { roomDoors } from './fakeRoom'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  openBrowser()
  setActivePinia(createPinia())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('keeps a whiteboard that was opened while an older answer was under way', async () => {
  const doors = roomDoors()
  const { useRoom } = await import('./useRoom')
  const room = scope.run(() => useRoom(doors.id, false))!
  await room.refresh()
  const sheet = { id: 'w', room_id: doors.id, state: 'open', revision: 0 } as Whiteboard
  const older = room.refresh()
  room.putWhiteboard(sheet)
  await older
  expect(room.whiteboard.value?.id).toBe('w')
  // The answer is asked for again, as it may have been the newer one.
  await vi.advanceTimersByTimeAsync(1_000)
  expect(browser.count(`GET ${doors.path}`)).toBe(3)
  expect(room.whiteboard.value).toBeNull()
})
