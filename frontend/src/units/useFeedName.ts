import { useI18n } from 'vue-i18n'
import { useFormat } from './useFormat'

/** A feed's name: its own, or the one the texts have for a part of the server. */
export function useFeedName() {
  const { t, te } = useI18n({ useScope: 'global' })
  const format = useFormat()
  return (feed: { name: string; zh?: string; en?: string }) =>
    format.name({ zh: feed.zh ?? '', en: feed.en ?? '' }) ||
    (te(`feeds.${feed.name}`) ? t(`feeds.${feed.name}`) : feed.name)
}
