/** A chapter in words. */
import { useI18n } from 'vue-i18n'
import type { Chapter } from '../types'
import { LAYOUTS } from '../model/chapters'

export function useChapterText() {
  const { t } = useI18n({ useScope: 'global' })
  return ({ kind, name, text }: Chapter): string => {
    const layout = kind === 'layout' && LAYOUTS.find((one) => one === text)
    const said = layout ? t(`recordings.bar.layouts.${layout}`) : (text ?? '')
    return t(`recordings.chapter.${kind}`, { name: name ?? '', text: said })
  }
}
