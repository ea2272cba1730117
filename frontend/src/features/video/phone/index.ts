/** 现场直播: phones of callers and crews show what they see; the desk sees it on the page of the incident. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import messages from './messages'

export { useLiveIncidents } from './data/useLiveIncidents'
export { isShown } from './model/shown'
export { usePhone, type Phone } from './data/usePhone'
/** What phones show of an incident now, with what the desk does about it. */
export const IncidentPhones = defineAsyncComponent(() => import('./components/IncidentPhones.vue'))
/** For pages of phones; comes with the first press, not with the start of the page. */
export const LiveShow = defineAsyncComponent(() => import('./components/LiveShow.vue'))

export const phone: Feature = {
  name: 'phone',
  messages,
  routes: [],
  incidentParts: [
    {
      component: IncidentPhones,
      permissions: ['video.watch'],
    },
  ],
}
