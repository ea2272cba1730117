/** Layers of the map: the panel of the board, the page where they are managed, imports and exports. */
import { defineAsyncComponent } from 'vue'
import type { Feature } from '@/app/feature'
import messages from './messages'

export { geocode, type FoundPlace } from './data/geocode'
export { useIdentified } from './data/useIdentified'
export { useLayerChoice, type LayerChoice } from './data/useLayerChoice'
export { useLayerStates, type LayerStates } from './data/useLayerStates'
export type { Subject } from './analysis/types'
export type { Layer } from './types'

// Components come with the pages that show them, not with the start of the application.
export const AnalysisTool = defineAsyncComponent(() => import('./analysis/components/AnalysisTool.vue'))
export const ClosureLayer = defineAsyncComponent(() => import('./analysis/components/ClosureLayer.vue'))
export const FeatureCard = defineAsyncComponent(() => import('./components/FeatureCard.vue'))
export const LayerPanel = defineAsyncComponent(() => import('./components/LayerPanel.vue'))
export const LayerSheet = defineAsyncComponent(() => import('./components/LayerSheet.vue'))
export const MapKey = defineAsyncComponent(() => import('./components/MapKey.vue'))
export const MapTool = defineAsyncComponent(() => import('./documents/components/MapTool.vue'))
export const PlaceField = defineAsyncComponent(() => import('./components/PlaceField.vue'))

async function go(path: string): Promise<void> {
  const { router } = await import('@/app/router')
  await router.push(path)
}

export const gis: Feature = {
  name: 'gis',
  messages,
  routes: [
    {
      path: '/layers',
      component: () => import('./pages/LayersPage.vue'),
      meta: { title: 'gis.manage.title', permissions: ['layers.read'] },
    },
    {
      path: '/layers/import',
      component: () => import('./imports/ImportPage.vue'),
      meta: { title: 'gis.import.title', permissions: ['layers.publish'] },
    },
    {
      path: '/typhoon',
      component: () => import('./analysis/typhoon/TyphoonPage.vue'),
      meta: { title: 'gis.analysis.typhoon.title', permissions: ['layers.read'] },
    },
  ],
  nav: [
    { to: '/layers', label: 'gis.manage.nav', order: 85, permissions: ['layers.edit', 'layers.publish'] },
  ],
  commands: [
    {
      name: '/layers',
      label: 'gis.manage.title',
      permissions: ['layers.read'],
      run: () => go('/layers'),
    },
    {
      name: '/typhoon',
      label: 'gis.analysis.typhoon.title',
      permissions: ['layers.read'],
      run: () => go('/typhoon'),
    },
  ],
}
