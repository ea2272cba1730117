/** Runs a job, never twice at a time; what is asked for while it runs is one more run. */

export interface Paced {
  /** At once, or right after the run under way. */
  now: () => Promise<void>
  /** Once so much time has passed since the last run. */
  soon: () => void
  stop: () => void
}

export function paced(job: () => Promise<void>, everyMs: number): Paced {
  let busy = false
  let again = false
  let ended = -Infinity
  let timer: ReturnType<typeof setTimeout> | null = null

  function cancel(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  async function now(): Promise<void> {
    cancel()
    again = busy
    if (busy) return
    busy = true
    try {
      do {
        again = false
        await job()
      } while (again)
    } finally {
      busy = false
      ended = performance.now()
    }
  }

  return {
    now,
    soon() {
      const wait = busy ? everyMs : Math.max(0, ended + everyMs - performance.now())
      timer ??= setTimeout(() => void now(), wait)
    },
    stop() {
      cancel()
      again = false
    },
  }
}
