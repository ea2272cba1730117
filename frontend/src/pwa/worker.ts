/** The service worker: the shell of /field and /r from the phone itself. Pages of a desk never register it. */
import { ref } from 'vue'
import { registerSW } from 'virtual:pwa-register'

/** A phone that is never closed still learns of a new version. */
const LOOK_EVERY_MS = 30 * 60_000

const ready = ref(false)
let apply: ((reload?: boolean) => Promise<void>) | null = null

/** Where the worker looks first; its own names for what a page loaded before the worker was there. */
const CACHES = { '/assets/': 'assets', '/basemap/': 'basemap' } as const

/** The first visit came without a worker: what it used (map engine, base map) is put away for the next. */
async function putAway(): Promise<void> {
  for (const { name } of performance.getEntriesByType('resource')) {
    const { origin, pathname } = new URL(name)
    const folder = Object.entries(CACHES).find(([start]) => pathname.startsWith(start))
    if (origin !== location.origin || !folder || (await caches.match(name))) continue
    await (await caches.open(folder[1])).add(name).catch(() => undefined)
  }
}

export function startWorker(): void {
  if (apply || !('serviceWorker' in navigator)) return
  if (!navigator.serviceWorker.controller) {
    navigator.serviceWorker.addEventListener('controllerchange', () => void putAway(), { once: true })
  }
  apply = registerSW({
    onNeedRefresh: () => (ready.value = true),
    onRegisteredSW(_address, registration) {
      if (!registration) return
      setInterval(() => navigator.onLine && void registration.update().catch(() => undefined), LOOK_EVERY_MS)
    },
  })
}

/** A new version waits; it takes over when a person says so, with nothing half-written open. */
export function useUpdate() {
  return { ready, apply: () => void apply?.(true) }
}
