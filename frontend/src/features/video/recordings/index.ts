/** 录像: recordings of meetings and cameras, listed, played, cut. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

export { useSpans as useRecordedSpans } from './data/useSpans'
/** For the replay of the situation: comes when there is something to show. */
export const ReplayRecording = defineAsyncComponent(() => import('./components/ReplayRecording.vue'))
/** For whoever may see rooms or cameras. */
export const READERS = ['rooms.read', 'video.watch'] as const

export const recordings: Feature = {
  name: 'recordings',
  messages: { 'zh-CN': zh, en },
  routes: [
    {
      path: '/video/recordings',
      component: () => import('./pages/RecordingsPage.vue'),
      meta: { title: 'recordings.title', permissions: READERS },
    },
    {
      path: '/video/recordings/:id',
      component: () => import('./pages/PlaybackPage.vue'),
      meta: { title: 'recordings.title', permissions: READERS },
    },
  ],
  commands: [
    {
      name: '/recordings',
      label: 'recordings.command',
      permissions: READERS,
      run: async () => {
        const { router } = await import('@/app/router')
        await router.push('/video/recordings')
      },
    },
  ],
  incidentParts: [
    {
      component: defineAsyncComponent(() => import('./components/IncidentRecordings.vue')),
      permissions: READERS,
    },
  ],
}
