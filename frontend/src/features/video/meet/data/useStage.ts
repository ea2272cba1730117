/** What stands where on this page, and which slot of the media engine shows it. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { mainOf, picturesOf, planOf, shows, slotsOf } from '../model/stage'
import type { Layout } from '../types'
import type { useDevices } from './useDevices'
import type { RoomState } from './useRoom'
import type { useViewer } from './useViewer'

export function useStage(page: {
  room: RoomState
  viewer: ReturnType<typeof useViewer>
  devices: ReturnType<typeof useDevices>
  camera: Ref<boolean>
  audioOnly: Ref<boolean>
  /** Picture slots of this page. */
  pictures: number
}) {
  const { room, viewer, devices, camera, audioOnly, pictures } = page
  const ownLayout = ref<Layout | null>(null)
  const tilePage = ref(0)

  const shown = computed(() => picturesOf(room.present.value, room.brought.value))
  const main = computed(() => mainOf(shown.value, room.room.value?.main_source ?? null))
  const layout = computed(() => ownLayout.value ?? room.room.value?.layout ?? 'speaker')
  const plan = computed(() =>
    planOf(shown.value, main.value, { layout: layout.value, page: tilePage.value, most: pictures - 1 }),
  )
  const slots = shallowRef(new Map<string, number>())
  watch(
    [plan, audioOnly, () => room.me.value?.id],
    () => {
      const foreign = plan.value.tiles.filter(({ source }) => source !== room.me.value?.id)
      const next = slotsOf(audioOnly.value ? [] : foreign, slots.value, pictures)
      slots.value = next
      const bySlot = new Map([...next].map(([source, slot]) => [slot, source]))
      viewer.show(
        Array.from({ length: pictures - 1 }, (_, number) => ({
          slot: number + 1,
          source: bySlot.get(number + 1) ?? null,
          layer: plan.value.tiles.length <= 4 && !plan.value.main ? ('large' as const) : ('small' as const),
        })),
      )
    },
    { immediate: true },
  )

  /** The stream that shows a picture; one's own comes from the camera itself. */
  function streamOf(source: string): MediaStream | null {
    if (source === room.me.value?.id) return camera.value ? devices.own.value : null
    const picture = shown.value.find((one) => one.source === source)
    if (!picture || !shows(picture) || audioOnly.value) return null
    const slot = source === plan.value.main?.source ? 0 : slots.value.get(source)
    return slot === undefined ? null : (viewer.pictures.value[slot] ?? null)
  }

  return {
    pictures: shown,
    layout,
    /** One's own choice; null follows the chair. */
    ownLayout,
    plan,
    streamOf,
    /** Turns to another page of tiles. */
    turn: (to: number) => (tilePage.value = to),
  }
}
