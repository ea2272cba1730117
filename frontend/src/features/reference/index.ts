/** Reference: the pages of the API, for whoever writes programs against this server. */
import type { Feature } from '@/app/feature'

export const reference: Feature = {
  name: 'reference',
  messages: {
    'zh-CN': { title: '接口文档' },
    en: { title: 'API' },
  },
  routes: [
    {
      path: '/docs',
      component: () => import('./pages/ApiPage.vue'),
      meta: { title: 'reference.title' },
    },
  ],
}
