/** Keeps the screen on while something is shown, and tells when the page comes back. */
import { onScopeDispose, watch, type Ref } from 'vue'

export function useAwake(on: Ref<boolean>, back: () => void): void {
  let lock: WakeLockSentinel | null = null

  async function hold(): Promise<void> {
    if (!on.value || document.visibilityState !== 'visible' || !navigator.wakeLock) return
    if (lock && !lock.released) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (!on.value) free()
  }

  function free(): void {
    void lock?.release()
    lock = null
  }

  function shown(): void {
    if (document.visibilityState !== 'visible' || !on.value) return
    void hold()
    back()
  }

  watch(on, (now) => (now ? void hold() : free()))
  document.addEventListener('visibilitychange', shown)
  window.addEventListener('online', shown)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', shown)
    window.removeEventListener('online', shown)
    free()
  })
}
