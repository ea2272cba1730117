import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { paced, type Paced } from './paced'

const EVERY_MS = 20_000
let runs = 0
let done: () => void
let pace: Paced

beforeEach(() => {
  vi.useFakeTimers()
  runs = 0
  pace = paced(() => {
    runs += 1
    return new Promise((resolve) => (done = resolve))
  }, EVERY_MS)
})
afterEach(() => {
  pace.stop()
  vi.useRealTimers()
})

async function ended(): Promise<void> {
  done()
  await vi.advanceTimersByTimeAsync(0)
}

it('lets a run end that takes longer than facts come', async () => {
  void pace.now()
  for (let second = 0; second < 15; second++) {
    pace.soon()
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(runs).toBe(1)
  await ended()
  await vi.advanceTimersByTimeAsync(EVERY_MS)
  expect(runs).toBe(2)
})

it('runs at most once in its time, whatever is told', async () => {
  void pace.now()
  await ended()
  for (let second = 0; second < 60; second++) {
    pace.soon()
    await vi.advanceTimersByTimeAsync(1_000)
    await ended()
  }
  expect(runs).toBe(1 + 60_000 / EVERY_MS)
})

it('runs at once when it must, once more where it runs already', async () => {
  void pace.now()
  void pace.now()
  void pace.now()
  expect(runs).toBe(1)
  await ended()
  expect(runs).toBe(2)
  await ended()
  expect(runs).toBe(2)
  pace.soon()
  void pace.now()
  await ended()
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
  expect(runs).toBe(3)
})
