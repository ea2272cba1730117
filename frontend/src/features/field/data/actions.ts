/** What a crew says: each becomes one item of the outbox. */
import { computed, shallowRef, watch } from 'vue'
import { uuid7 } from '@/api'
import { serverNow } from '@/live'
import { keep, kept, LANE, type Fix, type Outbox } from '@/outbox'
import type { useFix } from '@/outbox'
import { useI18n } from 'vue-i18n'
import type { Crew } from './crew'
import type { Mission } from './mission'
import { nextStatus, steps } from './steps'
import type { UnitStatus } from '../types'

const STEPS = 'field.steps'
/** An older fix is not where the unit is now. */
const FRESH_MS = 120_000

export interface Photo {
  id: string
  content: Blob
  takenAt: string
  fix: Fix | null
}

export interface Voice {
  id: string
  content: Blob
  seconds: number
}

export interface ReportDraft {
  text: string
  photos: Photo[]
  voices: Voice[]
  /** Belongs to the incident of our unit. */
  mission: boolean
}

const nowText = () => new Date(serverNow()).toISOString()

export function placeOf(fix: Fix) {
  return { lon: fix.lon, lat: fix.lat, accuracy_m: fix.accuracy_m, source: 'device' }
}

export function useActions(
  crew: Crew,
  mission: Mission,
  outbox: Outbox,
  position: ReturnType<typeof useFix>,
) {
  const { t } = useI18n({ useScope: 'global' })
  /** When each step was reported, for the words under the buttons. */
  const times = shallowRef<Partial<Record<UnitStatus, string>>>({})
  const unit = mission.unit
  /** Known before anything of the unit was heard: what a crew says is never dropped. */
  const unitId = crew.who.unit?.id

  const queued = computed(() =>
    outbox.waiting
      .filter((item) => item.kind === 'field.kind.status')
      .map((item) => item.body.status as UnitStatus),
  )
  /** What we reported last, whether or not it has arrived. */
  const status = computed<UnitStatus>(() => queued.value.at(-1) ?? unit.value?.status ?? 'available')
  const assigned = computed(() => mission.incidentId.value !== null)

  void kept<typeof times.value>(STEPS).then((last) => (times.value = { ...last, ...times.value }))
  watch(
    () => [unit.value?.status, unit.value?.status_at] as const,
    ([present, at]) => present && at && note(present, at),
    { immediate: true },
  )

  function note(step: UnitStatus, at: string): void {
    const fresh = step === 'available' || step === 'assigned' ? {} : times.value
    times.value = { ...fresh, [step]: at }
    void keep(STEPS, times.value)
  }

  function here(): ReturnType<typeof placeOf> | undefined {
    const fix = position.fix.value
    return fix && serverNow() - Date.parse(fix.at) < FRESH_MS ? placeOf(fix) : undefined
  }

  async function report(step: UnitStatus): Promise<void> {
    if (!unitId) return
    const at = nowText()
    await outbox.add({
      kind: 'field.kind.status',
      lane: LANE.status,
      label: t(`field.status.${step}`),
      path: `/api/units/${unitId}/status`,
      body: { status: step, at, place: here() },
    })
    note(step, at)
  }

  /** A red alarm at the dispatcher; without a unit a report that says so. */
  async function callHelp(): Promise<void> {
    const at = nowText()
    const place = here()
    const label = t('field.help.label')
    const common = { kind: 'field.kind.help', lane: LANE.help, label }
    if (unitId) {
      await outbox.add({ ...common, path: `/api/units/${unitId}/help`, body: { at, place } })
      return
    }
    const id = uuid7()
    const { name } = crew.who.account
    const text = t('field.help.text', { name })
    const body = { id, channel: 'field', title: text, text, location: place, occurred_at: at }
    await outbox.add({ ...common, path: '/api/reports', body }, id)
  }

  async function sendReport(draft: ReportDraft): Promise<void> {
    const id = uuid7()
    const files = [
      ...draft.photos.map((photo, index) => ({
        id: photo.id,
        name: `photo-${index + 1}.jpg`,
        content: photo.content,
      })),
      ...draft.voices.map((voice, index) => ({
        id: voice.id,
        name: voiceName(voice, index),
        content: voice.content,
      })),
    ]
    const text = draft.text.trim() || withoutWords(draft)
    const shot = draft.photos.find((photo) => photo.fix)
    const body = {
      id,
      channel: 'field',
      text,
      caller: { name: [unit.value?.call_sign, crew.who.account.name].filter(Boolean).join(' ') },
      location: shot?.fix ? placeOf(shot.fix) : here(),
      occurred_at: draft.photos[0]?.takenAt ?? nowText(),
      attachments: files.map((file) => file.id),
      incident_id: draft.mission ? mission.incidentId.value : undefined,
    }
    await outbox.add(
      { kind: 'field.kind.report', lane: LANE.report, label: text, path: '/api/reports', body, files },
      id,
    )
  }

  /** A report has words; one of pictures alone says how many. */
  function withoutWords(draft: ReportDraft): string {
    const parts = []
    if (draft.photos.length) parts.push(t('field.report.onlyPhotos', { n: draft.photos.length }))
    if (draft.voices.length) parts.push(t('field.report.onlyVoice', { n: draft.voices.length }))
    return parts.join(' ')
  }

  return {
    status,
    /** The last step we reported has not arrived yet. */
    pending: computed(() => queued.value.length > 0),
    queued,
    times,
    steps: computed(() => steps(status.value, assigned.value)),
    next: computed(() => nextStatus(status.value, assigned.value)),
    assigned,
    report,
    callHelp,
    sendReport,
  }
}

function voiceName(voice: Voice, index: number): string {
  const ending = { 'audio/webm': 'webm', 'audio/ogg': 'ogg' }[voice.content.type] ?? 'm4a'
  return `voice-${index + 1}.${ending}`
}

export type Actions = ReturnType<typeof useActions>
