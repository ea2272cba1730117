/** `/replay?at=…&speed=…&id=…`: where the replay stands, so that it can be sent to a colleague. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { serverNow } from '@/live'
import { HOUR, iso, parseAt, parseSpeed, wholeSecond } from '../model/time'
import type { Player, Start } from './usePlayer'

/** Speed of a replay that was opened without saying one. */
export const USUAL_SPEED = 10
/** A link to this very moment shows what is just past. */
const NEWEST_MS = 5_000
/** While playing the address follows in this time; each move of a hand at once. */
const EVERY_MS = 5_000

export function startOf(query: Record<string, unknown>): Start {
  const at = parseAt(query.at)
  const newest = wholeSecond(serverNow() - NEWEST_MS)
  if (at !== null) return { at: Math.min(at, newest), speed: parseSpeed(query.speed) }
  return { at: wholeSecond(serverNow() - HOUR), speed: parseSpeed(query.speed) ?? USUAL_SPEED }
}

export function useReplayAddress(player: Player, chosen: Ref<string | null>) {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const written = ref(JSON.stringify(route.query))

  function query(): Record<string, string> {
    const found: Record<string, string> = {}
    if (!player.live.value) {
      found.at = iso(player.playhead.value)
      if (player.playing.value) found.speed = String(player.speed.value)
    }
    if (chosen.value) found.id = chosen.value
    return found
  }

  function write(): void {
    if (route.path !== path) return
    const now = query()
    const text = JSON.stringify(now)
    if (text === written.value) return
    written.value = text
    void router.replace({ path, query: now })
  }

  const timer = setInterval(write, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  watch(
    [chosen, player.playing, player.speed, player.live, player.settled],
    () => player.settled.value && write(),
  )

  /** Another link followed on the same page. */
  watch(
    () => JSON.stringify(route.query),
    (text) => {
      if (route.path !== path || text === written.value) return
      written.value = text
      const { at, speed } = startOf(route.query)
      chosen.value = typeof route.query.id === 'string' ? route.query.id : null
      if (speed !== null) player.speed.value = speed
      player.playing.value = speed !== null
      player.seek(at)
    },
  )

  return { link: () => new URL(router.resolve({ path, query: query() }).href, location.origin).href }
}
