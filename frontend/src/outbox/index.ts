/** What a phone has to say, kept until the server has it: queue, files, receipts; photos, voice, position. */
export { useOutbox, type Outbox } from './useOutbox'
export { forget, keep, kept } from './db'
export { forgetOwner } from './queue'
export { LANE, StorageFull, type Draft, type Item, type Receipt } from './types'
export type { CourierState, Gate, Progress } from './courier'
export { PhotoUnreadable, toPhoto } from './photo'
export { useFix, type Fix, type FixState } from './fix'
export { useRecorder } from './recorder'
