/** True on a phone or a narrow window: lists then show what is needed to choose, and no more. */
import { onScopeDispose, ref } from 'vue'

export function useNarrow(query = '(max-width: 48rem)') {
  const media = matchMedia(query)
  const narrow = ref(media.matches)
  const follow = () => (narrow.value = media.matches)
  media.addEventListener('change', follow)
  onScopeDispose(() => media.removeEventListener('change', follow))
  return narrow
}
