/** Tracks of the server. */
import { api, uuid7, url } from '@/api'
import type { Span, Tracks, Uploaded } from '../types'

const PATH = '/api/tracks'
export const FORMATS = ['gpx', 'geojson', 'csv'] as const
export type TrackFormat = (typeof FORMATS)[number]

/** A GPX file of a whole day is read and stored in some seconds. */
const UPLOAD_TIMEOUT_MS = 60_000

const asked = (unit: string, { from, to }: Span) => ({
  unit,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
})

export const trackApi = {
  find: (unit: string, span: Span, zoom: number, signal: AbortSignal) =>
    api.get<Tracks>(PATH, { query: { ...asked(unit, span), zoom }, signal }),
  fileUrl: (unit: string, span: Span, format: TrackFormat) =>
    url(`${PATH}/file`, { ...asked(unit, span), format }),
  upload: (unit: string, file: string) =>
    api.post<Uploaded>(PATH, { unit, file }, { key: uuid7(), timeoutMs: UPLOAD_TIMEOUT_MS }),
}
