/** Replay: the board at any past second. */
import type { Feature } from '@/app/feature'
import { i18n } from '@/i18n'
import messages from './messages'
import { momentOf } from './model/command'

const { t } = i18n.global

export const replay = {
  messages,
  routes: [
    {
      path: '/replay',
      component: () => import('./pages/ReplayPage.vue'),
      meta: { title: 'command.replay.title', permissions: ['replay.read'] },
    },
  ],
  nav: [{ to: '/replay', label: 'command.replay.nav', order: 45, permissions: ['replay.read'] }],
  commands: [
    {
      name: '/replay',
      label: 'command.replay.command',
      example: '/replay 08:30',
      permissions: ['replay.read'],
      async run(args) {
        const at = momentOf(args, Date.now())
        if (at === null) throw new Error(t('command.replay.noMoment', { text: args }))
        const { router } = await import('@/app/router')
        await router.push({
          path: '/replay',
          query: at ? { at: new Date(at).toISOString(), speed: '1' } : {},
        })
      },
    },
  ],
} satisfies Partial<Omit<Feature, 'messages'>> & { messages: typeof messages }
