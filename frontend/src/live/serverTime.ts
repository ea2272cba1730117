/** The server's clock, as this screen knows it. Every "now" that is shown or compared comes from here. */
import { computed, ref, shallowRef } from 'vue'
import { onServerDate } from '@/api'

/** Milliseconds to add to this machine's clock. */
const offsetMs = ref(0)
/** Half the round trip of the sample in use: the error it may have. */
const errorMs = ref(Number.POSITIVE_INFINITY)
const tick = shallowRef(Date.now())
let sampledAt = 0

/** A better sample replaces a worse one; any sample replaces one older than this. */
const SAMPLE_AGE_MS = 60_000
/** Beyond this the person is told that the clock of their machine is wrong. */
const TROUBLE_MS = 5_000

setInterval(() => (tick.value = Date.now()), 1000)

/** Takes the server's time of an answer to a question asked at `sentAt` (this machine's clock). */
export function observeServerTime(serverTime: string, sentAt: number, receivedAt: number = Date.now()): void {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server)) return
  const error = (receivedAt - sentAt) / 2
  if (error > errorMs.value && receivedAt - sampledAt < SAMPLE_AGE_MS) return
  offsetMs.value = server - (sentAt + error)
  errorMs.value = error
  sampledAt = receivedAt
}

/** An HTTP date counts whole seconds: it may be up to a second behind. */
onServerDate((date, sentAt) => {
  const early = new Date(Date.parse(date) + 500).toISOString()
  observeServerTime(early, sentAt - 500, Date.now() + 500)
})

export function serverNow(): number {
  return Date.now() + offsetMs.value
}

/** Reactive time in milliseconds, one step a second. */
export function useServerTime() {
  return {
    now: computed(() => tick.value + offsetMs.value),
    offsetMs,
    errorMs,
    known: computed(() => Number.isFinite(errorMs.value)),
    trouble: computed(() => Number.isFinite(errorMs.value) && Math.abs(offsetMs.value) > TROUBLE_MS),
  }
}
