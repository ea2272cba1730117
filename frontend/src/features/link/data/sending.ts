/** What a caller sends: each becomes one item of the outbox. */
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { uuid7 } from '@/api'
import { serverNow } from '@/live/serverTime'
import { LANE, StorageFull, toPhoto, type Fix, type Outbox, type useFix } from '@/outbox'

/** A position this much better than the last one sent is worth sending by itself. */
const BETTER = 0.5
/** Somebody who walks this far must be looked for elsewhere. */
const WALKED_DEGREES = 0.0005
const LEAST_MS = 20_000

export type Trouble = 'full' | 'photo' | null

export function worthSending(fix: Fix, last: Fix): boolean {
  if (Date.parse(fix.at) - Date.parse(last.at) < LEAST_MS) return false
  const walked = Math.abs(fix.lon - last.lon) + Math.abs(fix.lat - last.lat) > WALKED_DEGREES
  return walked || fix.accuracy_m < last.accuracy_m * BETTER
}

export function useSending(outbox: Outbox, position: ReturnType<typeof useFix>) {
  const { t } = useI18n({ useScope: 'global' })
  const trouble = ref<Trouble>(null)
  const preparing = ref(false)
  const wanted = ref(false)
  let last: Fix | null = null

  /** The person pressed: the browser asks for the permission, and the first fix goes out. */
  function sendPosition(): void {
    trouble.value = null
    wanted.value = true
    last = null
    position.watch()
    if (position.fix.value) void sent(position.fix.value)
  }

  watch(position.fix, (fix) => fix && wanted.value && void sent(fix))

  async function sent(fix: Fix): Promise<void> {
    if (last && !worthSending(fix, last)) return
    const first = last === null
    last = fix
    const { lon, lat, accuracy_m, at } = fix
    await add({
      kind: 'link.kind.position',
      lane: LANE.help,
      label: '',
      path: '/api/links/current/position',
      body: { lon, lat, accuracy_m, at },
      slot: 'position',
      expendable: !first && outbox.receipts.some((receipt) => receipt.kind === 'link.kind.position'),
    })
  }

  async function sendPhotos(files: File[]): Promise<void> {
    preparing.value = true
    trouble.value = null
    for (const file of files) {
      const content = await toPhoto(file).catch(() => null)
      if (content) await report(t('link.photoText'), content)
      else trouble.value = 'photo'
    }
    preparing.value = false
  }

  async function report(text: string, photo: Blob | null = null): Promise<boolean> {
    const id = uuid7()
    const fix = position.near(serverNow())
    const files = photo ? [{ id: uuid7(), name: 'photo.jpg', content: photo }] : []
    const place = fix && { lon: fix.lon, lat: fix.lat, accuracy_m: fix.accuracy_m, source: 'link' }
    const body = {
      id,
      channel: 'link',
      text,
      location: place ?? undefined,
      occurred_at: new Date(serverNow()).toISOString(),
      attachments: files.map((file) => file.id),
    }
    const kind = photo ? 'link.kind.photo' : 'link.kind.text'
    return add({ kind, lane: LANE.report, label: text, path: '/api/reports', body, files }, id)
  }

  async function add(draft: Parameters<Outbox['add']>[0], id?: string): Promise<boolean> {
    try {
      await outbox.add(draft, id)
      return true
    } catch (error) {
      trouble.value = 'full'
      if (!(error instanceof StorageFull)) throw error
      return false
    }
  }

  return {
    trouble,
    preparing,
    /** Pressed, and no fix yet. */
    finding: computed(() => wanted.value && !position.fix.value && position.state.value === 'asking'),
    wanted,
    sendPosition,
    sendPhotos,
    sendText: (text: string) => report(text),
  }
}
