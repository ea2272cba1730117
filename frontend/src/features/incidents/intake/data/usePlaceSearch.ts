/** From words to a place: the list of what an address may mean, and a point in words. */
import { computed, ref, watch, type Ref } from 'vue'
import { api, type Page, type Place } from '@/api'
import { useSession } from '@/features/session'
import { useFormat } from '@/units/useFormat'
import { samePoint } from '../../shared/geo'
import { useAsked } from '../../shared/useAsked'
import type { GeocodeHit, Spoken } from '../../shared/types'
import type { Draft } from '../model/draft'

const PAUSE_MS = 200
/** As many as can be read without scrolling while somebody is on the phone. */
const MOST = 5
/** A click on a map of a district is as good as this. */
const CLICK_ACCURACY_M = 30

export function usePlaceSearch(draft: Ref<Draft>) {
  const session = useSession()
  const format = useFormat()
  /** What was typed; a choice puts its own words into the field and leaves the list as it is. */
  const typed = ref('')
  const chosen = ref<string | null>(null)

  const question = computed(() => {
    const words = typed.value.trim()
    if (!words) return null
    const near = pointOf(session.who?.city.centre)
    return { q: words.slice(0, 100), near: near ? `${near.lon},${near.lat}` : undefined }
  })
  const asked = useAsked(
    question,
    (query, signal) =>
      api.get<Page<GeocodeHit>>('/api/geocode', { query: { ...query, limit: MOST }, signal }),
    { pause: PAUSE_MS, keep: true },
  )
  const hits = computed(() => (question.value ? (asked.answer.value?.items ?? []) : []))

  const point = computed(() => {
    const place = draft.value.form.place
    return place ? { lon: place.lon, lat: place.lat } : null
  })
  const said = useAsked(
    point,
    (query, signal) => api.get<Spoken>('/api/geocode/reverse', { query, signal }),
    { pause: PAUSE_MS, keep: true },
  )
  /** The place in words; absent while another point is being asked for. */
  const spoken = computed(() => (samePoint(said.answered.value, point.value) ? said.answer.value : null))
  watch(spoken, (words) => {
    if (words && point.value) draft.value.area = { district: words.district, town: words.town }
  })

  function pointOf(centre: [number, number] | undefined): Pick<Place, 'lon' | 'lat'> | null {
    return centre ? { lon: centre[0], lat: centre[1] } : null
  }

  function choose(hit: GeocodeHit): void {
    const form = draft.value.form
    if (hit.kind !== 'coordinate') form.address = format.name(hit.name)
    chosen.value = hit.id
    form.place = hit.place
    draft.value.area = { district: hit.district, town: hit.town }
  }

  function pick({ lon, lat }: { lon: number; lat: number }): void {
    forget()
    draft.value.form.place = { lon, lat, accuracy_m: CLICK_ACCURACY_M, source: 'map' }
  }

  /** A place that came with its own accuracy: from the caller's phone. */
  function take(place: Place): void {
    forget()
    draft.value.form.place = place
  }

  function clear(): void {
    forget()
    draft.value.form.place = null
    draft.value.area = null
  }

  function forget(): void {
    typed.value = ''
    chosen.value = null
  }

  /** Words typed into the address field: a place that came from other words is no longer meant. */
  function type(words: string): void {
    const form = draft.value.form
    form.address = words
    typed.value = words
    chosen.value = null
    if (form.place && ['address', 'landmark', 'coordinate'].includes(form.place.source ?? '')) {
      form.place = null
      draft.value.area = null
    }
  }

  watch(() => draft.value.id, forget)

  return {
    hits,
    chosen,
    question,
    searching: asked.loading,
    error: asked.error,
    spoken,
    type,
    choose,
    pick,
    take,
    clear,
  }
}
