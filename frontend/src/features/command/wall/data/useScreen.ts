/** The screen a wall hangs on: its text grows with its height, no cursor stands on it, it does not go to sleep. */
import { onScopeDispose, ref } from 'vue'

/** Sixty lines to the height: no text on a wall is smaller than one of them. A phone is too narrow for that. */
const ROOT = 'min(100vh / 60, 100vw / 27)'
const CURSOR_MS = 3_000
/** While a window is being dragged larger the map is not built again and again. */
const SETTLE_MS = 300

function rootPixels(): number {
  return Math.min(innerHeight / 60, innerWidth / 27)
}

export function useScreen() {
  const cursor = ref(true)
  const size = ref(rootPixels())
  const root = document.documentElement
  let hide: ReturnType<typeof setTimeout> | undefined
  let settle: ReturnType<typeof setTimeout> | undefined
  let lock: WakeLockSentinel | null = null
  let gone = false
  const listening = new AbortController()
  const { signal } = listening

  function moved(): void {
    cursor.value = true
    clearTimeout(hide)
    hide = setTimeout(() => (cursor.value = false), CURSOR_MS)
  }

  /** The browser takes the lock back whenever the page is hidden. Without the API the machine's own settings count. */
  async function keepAwake(): Promise<void> {
    if (document.visibilityState !== 'visible' || !navigator.wakeLock || (lock && !lock.released)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (gone) void lock?.release()
  }

  root.style.fontSize = `calc(${ROOT})`
  addEventListener('pointermove', moved, { signal, passive: true })
  addEventListener(
    'resize',
    () => {
      clearTimeout(settle)
      settle = setTimeout(() => (size.value = rootPixels()), SETTLE_MS)
    },
    { signal },
  )
  document.addEventListener('visibilitychange', () => void keepAwake(), { signal })
  moved()
  void keepAwake()

  onScopeDispose(() => {
    gone = true
    listening.abort()
    clearTimeout(hide)
    clearTimeout(settle)
    root.style.removeProperty('font-size')
    void lock?.release()
  })

  return { cursor, size }
}
