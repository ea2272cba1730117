import { createI18n } from 'vue-i18n'
import type { Locale } from '@/units/format'
import en from './en'
import zh from './zh-CN'

/** A tree of texts; each feature brings one per language, found under the feature's name. */
export interface Messages {
  [key: string]: string | Messages
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh as Messages, en: en as Messages },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

export function addMessages(feature: string, messages: { 'zh-CN': Messages; en: Messages }): void {
  for (const locale of ['zh-CN', 'en'] as const) {
    i18n.global.mergeLocaleMessage(locale, { [feature]: messages[locale] })
  }
}

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
