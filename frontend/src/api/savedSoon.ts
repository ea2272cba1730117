/** Saves a moment after the last of several changes, and at once when the page or the component goes. */
import { onScopeDispose } from 'vue'

/** `save` is told whether the page is being left: what it sends has to outlive it then (`keepalive`). */
export function savedSoon(save: (leaving: boolean) => Promise<void>, pauseMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let underway = 0

  async function now(leaving = false): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    underway += 1
    await save(leaving)
    underway -= 1
  }

  // What is under way ends with the page, so it is sent once more.
  const gone = () => (timer || underway) && void now(true)
  addEventListener('pagehide', gone)
  onScopeDispose(() => {
    removeEventListener('pagehide', gone)
    if (timer) void now()
  })

  return {
    now,
    soon() {
      clearTimeout(timer)
      timer = setTimeout(() => void now(), pauseMs)
    },
  }
}
