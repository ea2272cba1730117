/** What an administrator does to an account; everything that shuts somebody out is asked before. */
import { toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type Schema } from '@/api'
import type { Account, AccountWithPassword } from '../model/types'
import { useHarm } from './useHarm'

interface Told {
  changed: (account: Account) => void
  password: (secret: string) => void
  sessionsEnded: () => void
}

export function useAccountSteps(account: MaybeRefOrGetter<Account>, told: Told) {
  const { t } = useI18n({ useScope: 'global' })
  const { busy, step } = useHarm()
  const path = (tail: string) => `/api/accounts/${toValue(account).id}/${tail}`
  const name = () => toValue(account).name
  const ask = (key: string, danger = true, more: Record<string, unknown> = {}) => ({
    title: t(`admin.account.ask.${key}`, { name: name(), ...more }),
    text: t(`admin.account.ask.${key}Text`),
    action: t(`admin.account.ask.${key}Do`),
    danger,
  })
  const done = (key: string) => t(`admin.account.done.${key}`, { name: name() })

  async function change(key: string, run: () => Promise<Account>, asked?: ReturnType<typeof ask>) {
    const answer = await step({ name: key, run, done: done(key), ask: asked })
    if (answer) told.changed(answer)
  }

  return {
    busy,
    unlock: () => change('unlock', () => api.post<Account>(path('unlock'))),
    enable: () => change('enable', () => api.post<Account>(path('enable')), ask('enable', false)),
    disable: () => change('disable', () => api.post<Account>(path('disable')), ask('disable')),
    removeTotp: () => change('totp', () => api.delete<Account>(path('totp')), ask('totp')),
    async resetPassword(): Promise<void> {
      const run = () => api.post<AccountWithPassword>(path('password'))
      const answer = await step({ name: 'password', run, ask: ask('password') })
      if (!answer) return
      told.changed(answer)
      told.sessionsEnded()
      if (answer.password) told.password(answer.password)
    },
    async endSessions(n: number): Promise<void> {
      const run = () => api.delete<Schema<'EndedSessions'>>(path('sessions'))
      const answer = await step({
        name: 'sessions',
        run,
        ask: ask('sessions', true, { n }),
        done: done('sessions'),
      })
      if (answer) told.sessionsEnded()
    },
  }
}
