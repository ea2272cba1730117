/** Doors of sources: what there is, what it shows now, how it is watched. */
import { api, type Page } from '@/api'
import type { FileCard, Source, SourceChanges, SourceForm } from '../types'

const SOURCES = '/api/video/sources'
const SDP = 'application/sdp'
const at = (id: string, rest = '') => `${SOURCES}/${id}${rest}`
/** As many as the server gives at once. */
const PAGE = 1_000
/** A city has 10,000 cameras; a tree of more is no tree. */
const MOST_PAGES = 10

export interface Watched {
  answer: string
  /** What DELETE ends. */
  place: string | null
}

async function every(query: Record<string, string>): Promise<Source[]> {
  const found: Source[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const part: Page<Source> = await api.get<Page<Source>>(SOURCES, {
      query: { ...query, limit: PAGE, cursor },
    })
    found.push(...part.items)
    cursor = part.next
    if (!cursor) break
  }
  return found
}

export const sourceApi = {
  all: () => every({}),
  removed: () => every({ removed: 'true' }),
  ofCameras: (cameras: readonly string[]) =>
    api.get<Page<Source>>(SOURCES, { query: { camera: cameras, limit: cameras.length } }),
  get: (id: string) => api.get<Source>(at(id)),
  add: (form: SourceForm) => api.post<Source>(SOURCES, form),
  change: (id: string, changes: SourceChanges, version: number) =>
    api.patch<Source>(at(id), changes, { ifMatch: `"${version}"` }),
  remove: (id: string) => api.delete(at(id)),
  /** The address of the last picture; `taken` makes it another one when a newer was taken. */
  snapshot: (id: string, taken: string) => `${at(id, '/snapshot')}?${new URLSearchParams({ taken })}`,
  /** The camera is connected to first, which may take seconds. */
  still: (id: string) => api.post<FileCard>(at(id, '/still'), undefined, { timeoutMs: 25_000 }),
  attach: (incident: string, file: string) =>
    api.post(`/api/incidents/${incident}/attachments`, { file_id: file }, { key: file }),
  async watch(id: string, offer: string): Promise<Watched> {
    const body = new Blob([offer], { type: SDP })
    const answer = await api.call<Blob>('POST', at(id, '/whep'), { body })
    return { answer: await answer.data.text(), place: answer.headers.get('location') }
  },
  stop: (place: string) => api.delete(place),
}
