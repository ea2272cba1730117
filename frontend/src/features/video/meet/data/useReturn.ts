/** Hears that the media process of a room has gone: its pages are to come back, to the one that carries it now. */
import { onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { onSaid } from '@/live'

/** `room` is a room, or a source that is watched alone: a room of its own. */
export function useReturn(room: MaybeRefOrGetter<string | null>, comeBack: () => void): void {
  const deaf = onSaid(({ about, what, data }) => {
    if (what === 'media' && data.return === true && about === toValue(room)) comeBack()
  })
  onScopeDispose(deaf)
}
