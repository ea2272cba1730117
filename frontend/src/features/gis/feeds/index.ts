/** Feeds: services that tell us something, and the warnings that follow. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

export { useGauges } from './data/useGauges'
export { useWarnings } from './data/useWarnings'
export { MARKS } from './model/warnings'

export const FeedChip = defineAsyncComponent(() => import('./components/FeedChip.vue'))
export const SparkLine = defineAsyncComponent(() => import('./components/SparkLine.vue'))
export const WarningsPanel = defineAsyncComponent(() => import('./components/WarningsPanel.vue'))

export const feeds: Feature = {
  name: 'gisFeeds',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/feeds',
      component: () => import('./FeedsPage.vue'),
      meta: { title: 'gisFeeds.title', permissions: ['layers.read', 'feeds.manage'] },
    },
  ],
  nav: [{ to: '/feeds', label: 'gisFeeds.nav', order: 86, permissions: ['feeds.manage'] }],
  commands: [
    {
      name: '/feeds',
      label: 'gisFeeds.command',
      permissions: ['layers.read', 'feeds.manage'],
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/feeds')
      },
    },
  ],
}
