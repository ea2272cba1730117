/** Where the phone is: watched while somebody needs it, so that a fix is at hand when the shutter falls. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { serverNow } from '@/live/serverTime'

export interface Fix {
  lon: number
  lat: number
  accuracy_m: number
  /** Server time of the measurement. */
  at: string
}

export type FixState = 'off' | 'asking' | 'found' | 'denied' | 'unavailable'

/** Fixes kept to find the one nearest to a photo: the camera app may have been open for minutes. */
const MOST_FIXES = 60
/** A fix further from the photo than this says little about where it was taken. */
const NEAR_MS = 60_000
const PATIENCE_MS = 20_000
/** Coarser than this is no place (the server refuses it too). */
const COARSEST_M = 50_000

const fixes: Fix[] = []
const latest = shallowRef<Fix | null>(null)
const state = ref<FixState>('off')
let watchers = 0
let watching: number | null = null

function found(position: GeolocationPosition): void {
  const { longitude, latitude, accuracy } = position.coords
  if (accuracy > COARSEST_M) return
  const fix = {
    lon: longitude,
    lat: latitude,
    accuracy_m: Math.round(accuracy),
    at: new Date(Math.min(serverNow(), serverNow() - (Date.now() - position.timestamp))).toISOString(),
  }
  fixes.push(fix)
  if (fixes.length > MOST_FIXES) fixes.shift()
  latest.value = fix
  state.value = 'found'
}

function failed(error: GeolocationPositionError): void {
  if (error.code === error.PERMISSION_DENIED) state.value = 'denied'
  else if (!latest.value) state.value = 'unavailable'
}

function start(): void {
  if (!navigator.geolocation) {
    state.value = 'unavailable'
    return
  }
  if (watching !== null) navigator.geolocation.clearWatch(watching)
  if (state.value !== 'found') state.value = 'asking'
  watching = navigator.geolocation.watchPosition(found, failed, {
    enableHighAccuracy: true,
    maximumAge: 5_000,
    timeout: PATIENCE_MS,
  })
}

function stop(): void {
  if (watching !== null) navigator.geolocation.clearWatch(watching)
  watching = null
  if (state.value === 'asking') state.value = 'off'
}

/** The fix nearest in time to a moment (server time), if one is near. */
export function nearest(all: readonly Fix[], at: number, nearMs = NEAR_MS): Fix | null {
  let best: Fix | null = null
  const away = (fix: Fix) => Math.abs(Date.parse(fix.at) - at)
  for (const fix of all) if (!best || away(fix) <= away(best)) best = fix
  return best && away(best) <= nearMs ? best : null
}

/** `watch()` asks for the permission: call it when the person can see what for. */
export function useFix() {
  let mine = false

  function watch(): void {
    if (!mine) watchers++
    mine = true
    start()
  }

  function leave(): void {
    if (mine && --watchers === 0) stop()
    mine = false
  }
  onScopeDispose(leave)

  return {
    fix: computed(() => latest.value),
    state: computed(() => state.value),
    watch,
    leave,
    near: (at: number) => nearest(fixes, at),
  }
}
