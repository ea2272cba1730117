/** Who sits at this screen. The only place that knows the session. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { api, isProblem, onSignedOut, setCsrf } from '@/api'
import { observeServerTime, restartLive, startLive, stopLive, useLive } from '@/live'
import type { SignIn, Who } from './types'

/** Pause before a server that did not answer is asked again whether the session lives. */
const ASK_AGAIN_MS = 2_000

export const useSession = defineStore('session', () => {
  const who = shallowRef<Who | null>(null)
  /** The first question went unanswered: the server is away, which is not the same as signed out. */
  const unreachable = shallowRef<Error | null>(null)
  /** The server let go of the session while the page was open: `who` still says whose page it is. */
  const ended = shallowRef(false)
  let asked: Promise<void> | null = null
  /** What has to end while the session still stands. */
  const leaving = new Set<() => Promise<unknown>>()

  const signedIn = computed(() => who.value !== null && !ended.value)
  const permissions = computed(() => new Set(who.value?.permissions))

  function take(answer: Who, sentAt: number): void {
    // A one-time link is somebody too, but nobody who is signed in.
    who.value = answer.account ? answer : null
    ended.value = false
    unreachable.value = null
    setCsrf(answer.csrf)
    observeServerTime(answer.server_time, sentAt)
  }

  async function ask(): Promise<void> {
    const sentAt = Date.now()
    try {
      take(await api.get<Who>('/api/session'), sentAt)
    } catch (error) {
      who.value = null
      unreachable.value = isProblem(error) && error.status === 401 ? null : (error as Error)
    }
  }

  /** Asks the server once; later calls wait for the same answer. */
  function ready(): Promise<void> {
    asked ??= ask()
    return asked
  }

  /** Asks once more: a phone that was without a network, or another tab that signed in. */
  async function again(): Promise<void> {
    asked = ask()
    await asked
    if (signedIn.value) startLive()
  }

  /** The live connection was let go: the session has ended, or its rights have changed. Asks which. */
  async function recheck(): Promise<void> {
    const sentAt = Date.now()
    try {
      take(await api.get<Who>('/api/session'), sentAt)
      restartLive()
    } catch (error) {
      // 401 has ended the session already; without an answer nothing is known yet.
      if (!isProblem(error) || error.status !== 401) setTimeout(() => void recheck(), ASK_AGAIN_MS)
    }
  }

  async function signIn(form: SignIn): Promise<void> {
    const sentAt = Date.now()
    take(await api.post<Who>('/api/session', form), sentAt)
    asked = Promise.resolve()
    startLive()
  }

  /** Keeps the page as it is until somebody signs in again. */
  function end(): void {
    if (!who.value) return
    ended.value = true
    setCsrf(null)
    stopLive()
  }

  function forget(): void {
    who.value = null
    ended.value = false
    setCsrf(null)
    stopLive()
  }

  /** Runs each time somebody signs out here, before the session ends; returns how to take it back. */
  function beforeSignOut(leave: () => Promise<unknown>): () => void {
    leaving.add(leave)
    return () => leaving.delete(leave)
  }

  async function signOut(): Promise<void> {
    await Promise.allSettled([...leaving].map((leave) => leave()))
    try {
      await api.delete('/api/session')
    } finally {
      forget()
    }
  }

  onSignedOut(end)
  const live = useLive()
  watch(
    () => live.signedOut,
    (gone) => gone && signedIn.value && void recheck(),
  )

  return {
    who,
    signedIn,
    unreachable,
    ready,
    again,
    signIn,
    signOut,
    beforeSignOut,
    ended,
    forget,
    may: (permission: string) => permissions.value.has(permission),
    /** True when nothing is asked for, or one of these is held. */
    mayAny: (wanted?: readonly string[]) =>
      !wanted?.length || wanted.some((one) => permissions.value.has(one)),
  }
})
