import { createI18n } from 'vue-i18n'
import type { Locale } from '@/units/format'
import en from './en'
import * as refusals from './refusals'
import zh from './zh-CN'

/** A tree of texts; each feature brings one per language, found under the feature's name. */
export interface Messages {
  [key: string]: string | Messages
}

function whole(base: typeof zh, more: typeof refusals.zh): Messages {
  return { ...base, problem: { ...more.problem, ...base.problem }, fault: more.fault }
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': whole(zh, refusals.zh), en: whole(en, refusals.en) },
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
