/** What a person chose for this screen: theme, language, text size. Kept in localStorage. */
import { computed, reactive, watch } from 'vue'
import { setLocale } from '@/i18n'
import type { Locale } from '@/units/format'

export type ThemeChoice = 'night' | 'day' | 'auto'
export type Theme = 'night' | 'day'

interface Preferences {
  theme: ThemeChoice
  locale: Locale
  /** Text size in percent, 100–200 (WCAG 1.4.4). */
  scale: number
}

const KEY = 'wanglou.preferences'
const light = matchMedia('(prefers-color-scheme: light)')
const state = reactive({ ...read(), systemLight: light.matches })

light.addEventListener('change', (event) => (state.systemLight = event.matches))

function read(): Preferences {
  const fallback: Preferences = { theme: 'night', locale: 'zh-CN', scale: 100 }
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return fallback
  }
}

const theme = computed<Theme>(() =>
  state.theme === 'auto' ? (state.systemLight ? 'day' : 'night') : state.theme,
)

/** Puts the choices on the document and keeps them; called once at start. */
export function applyPreferences(): void {
  watch(theme, (value) => (document.documentElement.dataset.theme = value), { immediate: true })
  watch(() => state.locale, setLocale, { immediate: true })
  watch(
    () => state.scale,
    (value) => document.documentElement.style.setProperty('--scale', String(value / 100)),
    { immediate: true },
  )
  watch(
    () => ({ theme: state.theme, locale: state.locale, scale: state.scale }),
    (value) => localStorage.setItem(KEY, JSON.stringify(value)),
  )
}

export function usePreferences() {
  return {
    /** The theme on screen, with `auto` resolved. */
    theme,
    choice: state,
    toggleTheme: () => (state.theme = theme.value === 'night' ? 'day' : 'night'),
    toggleLocale: () => (state.locale = state.locale === 'zh-CN' ? 'en' : 'zh-CN'),
  }
}
