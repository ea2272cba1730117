import { useI18n } from 'vue-i18n'
import { isProblem, OFFLINE, TIMED_OUT } from '@/api'

/** One sentence for any error, in the language of the screen. */
export function useProblemText() {
  const { t, te } = useI18n({ useScope: 'global' })
  return (error: unknown): string => {
    if (!isProblem(error)) return t('state.error')
    if (error.code === OFFLINE) return t('problem.offline')
    if (error.code === TIMED_OUT) return t('problem.timedOut')
    // A feature may bring a text for a code of its own as `problem.<code>`; else the server's words stand.
    const key = `problem.${error.code}`
    return te(key) ? t(key) : error.detail || error.title || t('problem.unknown')
  }
}

/** What is wrong with one field of a refused form, by its JSON pointer; null when nothing is. */
export function useFieldText() {
  const { t, te } = useI18n({ useScope: 'global' })
  return (error: unknown, pointer: string): string | null => {
    if (!isProblem(error)) return null
    // A field of a list, `/posts/0/id`, is shown at the list.
    const within = (one: { pointer: string }) =>
      one.pointer === pointer || one.pointer.startsWith(`${pointer}/`)
    const texts = error.errors.filter(within).map(({ code, detail }) => {
      const n = /\d+/.exec(detail)?.[0] ?? ''
      return te(`fault.${code}`) ? t(`fault.${code}`, { n }) : detail
    })
    return texts.length ? [...new Set(texts)].join('；') : null
  }
}
