/** Tells the server where the unit is while it is on a mission and the page is in front. */
import { watch } from 'vue'
import { LANE, type Fix, type Outbox, type useFix } from '@/outbox'
import { placeOf, type Actions } from './actions'
import { metres } from './geo'
import type { Mission } from './mission'
import { MOVING } from './steps'

/** A crew on foot covers this in half a minute; nearer than this is jitter. */
const LEAST_METRES = 50
const LEAST_MS = 30_000
/** A unit that stands still says so this often, so that its symbol stays fresh. */
const STILL_MS = 300_000

export function worthSending(fix: Fix, last: Fix | null): boolean {
  if (!last) return true
  const passed = Date.parse(fix.at) - Date.parse(last.at)
  return passed >= STILL_MS || (passed >= LEAST_MS && metres(last, fix) >= LEAST_METRES)
}

export function useTracking(
  mission: Mission,
  actions: Actions,
  outbox: Outbox,
  position: ReturnType<typeof useFix>,
): void {
  let last: Fix | null = null
  watch([position.fix, actions.status], ([fix, status]) => {
    const unit = mission.unit.value
    if (!fix || !unit || !MOVING.includes(status) || !worthSending(fix, last)) return
    last = fix
    void outbox
      .add({
        kind: 'field.kind.position',
        lane: LANE.status,
        label: '',
        path: `/api/units/${unit.id}/position`,
        body: { place: placeOf(fix), at: fix.at },
        expendable: true,
        slot: 'position',
      })
      .catch(() => undefined)
  })
}
