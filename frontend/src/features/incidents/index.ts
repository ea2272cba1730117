import { api, type Page } from '@/api'
import type { Feature } from '@/app/feature'
import messages from './messages'
import type { Incident } from './shared/types'

export { useCodes, type Code } from './shared/codes'
export { useCrewCheck } from './shared/crewCheck'
export { useFigureNames } from './shared/figures'
export { changed, merge, type Merged } from './shared/mergedFields'
export { download, sheet } from './incident/model/sheet'
export { shortNumber } from './shared/number'
export { useOrganisations, type Organisation } from './shared/organisations'
export { TusUpload } from './shared/upload/tus'
export { useNarrow } from './shared/useNarrow'
export { useTask } from './shared/useTask'
export type * from './shared/types'

/** More hits than this are a list to open. */
const MOST_HITS = 5

async function go(path: string): Promise<void> {
  const { router } = await import('@/app/router')
  await router.push(path)
}

async function findIncidents(text: string) {
  const page = await api.get<Page<Incident>>('/api/incidents', { query: { q: text, limit: MOST_HITS } })
  return page.items.map((incident) => ({
    label: incident.title,
    hint: incident.number,
    run: () => go(`/incident/${incident.id}`),
  }))
}

export const incidents: Feature = {
  name: 'incidents',
  messages,
  routes: [
    {
      path: '/intake',
      component: () => import('./pages/IntakePage.vue'),
      meta: { title: 'incidents.nav.intake', permissions: ['reports.create'] },
    },
    {
      path: '/incidents',
      children: [
        {
          path: '',
          component: () => import('./pages/IncidentsPage.vue'),
          meta: { title: 'incidents.nav.incidents', permissions: ['incidents.read'] },
        },
        {
          path: '/incident/:id',
          component: () => import('./pages/IncidentPage.vue'),
          meta: { title: 'incidents.nav.incidents', permissions: ['incidents.read'] },
        },
      ],
    },
  ],
  nav: [
    { to: '/intake', label: 'incidents.nav.intake', order: 10, permissions: ['reports.create'] },
    { to: '/incidents', label: 'incidents.nav.incidents', order: 30, permissions: ['incidents.read'] },
  ],
  commands: [
    {
      name: '/new',
      label: 'incidents.commands.new',
      permissions: ['reports.create'],
      run: () => go('/intake'),
    },
  ],
  search: findIncidents,
}
