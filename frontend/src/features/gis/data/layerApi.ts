/** Doors of layers and their features. */
import { api, uuid7, type Page, type Schema } from '@/api'
import type { LayerFeature, LayerStyle, OwnedLayer, Properties } from '../types'

export type LayerPatch = Partial<Omit<Schema<'LayerPatch'>, 'style'> & { style: LayerStyle }>

export interface FeaturePage {
  features: LayerFeature[]
  numberMatched?: number
  links: { rel: string; href: string }[]
}

const collection = (code: string) => `/ogc/collections/${code}`

/** Addresses in answers name the host the server knows itself by; here only the path counts. */
export function localPath(href: string): string {
  const { pathname, search } = new URL(href, location.origin)
  return pathname + search
}

export const layerApi = {
  list: (removed = false, signal?: AbortSignal) =>
    api.get<Page<OwnedLayer>>('/api/layers', { query: removed ? { removed: 'true' } : {}, signal }),
  get: (id: string) => api.get<OwnedLayer>(`/api/layers/${id}`),
  change: (id: string, changes: LayerPatch, version: number) =>
    api.patch<OwnedLayer>(`/api/layers/${id}`, changes, { ifMatch: `"${version}"` }),
  remove: (id: string) => api.delete(`/api/layers/${id}`),
  restore: (id: string) => api.post<OwnedLayer>(`/api/layers/${id}/restore`),

  /** The first page of a layer's features, or the one an answer's `next` leads to. */
  features: (code: string, query: Record<string, string | number>, signal?: AbortSignal) =>
    api.get<FeaturePage>(`${collection(code)}/items`, { query, signal }),
  further: (href: string, signal?: AbortSignal) => api.get<FeaturePage>(localPath(href), { signal }),
  feature: (code: string, id: string) => api.call<LayerFeature>('GET', `${collection(code)}/items/${id}`),
  /** Only the properties that differ; `ifMatch` is the ETag they were read with. */
  changeFeature: (code: string, id: string, properties: Properties, ifMatch: string | null) =>
    api.call<LayerFeature | undefined>('PATCH', `${collection(code)}/items/${id}`, {
      body: { type: 'Feature', properties },
      ifMatch,
      key: uuid7(),
    }),
  removeFeature: (code: string, id: string, ifMatch: string | null) =>
    api.call('DELETE', `${collection(code)}/items/${id}`, { ifMatch }),
}
