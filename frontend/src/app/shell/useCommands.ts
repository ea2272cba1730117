/** What the command bar offers for a text, and doing it. */
import { computed, ref, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useProblemText } from '@/ui'
import type { Suggestion } from '../feature'
import { features } from '../features'
import { allowedCommands, allowedNav } from '../nav'

export interface Option extends Suggestion {
  key: string
  /** Text put into the bar first, for commands that want more words. */
  complete?: string
}

/** Typing pause before the server is asked. */
const PAUSE_MS = 150

export function useCommands(text: Ref<string>) {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const problemText = useProblemText()
  const found = ref<Suggestion[]>([])
  const failure = ref('')
  let asked = 0

  /** The bar opens with a slash in it: typed again it counts once, before a number or a place not at all. */
  const said = computed(() => {
    const plain = text.value.trim().replace(/^\/+/, '')
    if (!text.value.trimStart().startsWith('/')) return plain
    const name = `/${plain.split(/\s+/, 1)[0] ?? ''}`.toLowerCase()
    return allowedCommands().some((command) => command.name.startsWith(name)) ? `/${plain}` : plain
  })
  const word = computed(() => said.value.split(/\s+/, 1)[0] ?? '')
  const args = computed(() => said.value.slice(word.value.length).trim())

  const offered = computed<Option[]>(() => {
    const commands = allowedCommands().filter((command) => command.name.startsWith(word.value.toLowerCase()))
    return commands.map((command) => ({
      key: command.name,
      label: `${command.name}  ${t(command.label)}`,
      hint: command.example,
      complete: command.example && !args.value ? `${command.name} ` : undefined,
      run: () => command.run(args.value),
    }))
  })

  const pages = computed<Option[]>(() => {
    const query = text.value.trim().replace(/^\//, '').toLowerCase()
    return allowedNav()
      .filter((entry) => entry.to.slice(1).startsWith(query) || t(entry.label).toLowerCase().includes(query))
      .map((entry) => ({
        key: entry.to,
        label: t(entry.label),
        hint: entry.to,
        run: () => void router.push(entry.to),
      }))
  })

  const options = computed<Option[]>(() => [
    ...found.value.map((suggestion, index) => ({ ...suggestion, key: `found-${index}` })),
    ...(word.value.startsWith('/') ? offered.value : []),
    ...(args.value ? [] : pages.value),
  ])

  watch(text, () => {
    failure.value = ''
    const mine = ++asked
    setTimeout(() => mine === asked && void ask(mine), PAUSE_MS)
  })

  async function ask(mine: number): Promise<void> {
    const query = said.value
    const command = allowedCommands().find((candidate) => candidate.name === word.value)
    const lists = command?.suggest
      ? [command.suggest(args.value)]
      : query && !query.startsWith('/')
        ? features.flatMap((feature) => (feature.search ? [feature.search(query)] : []))
        : []
    const answers = await Promise.allSettled(lists)
    if (mine !== asked) return
    found.value = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  }

  /** False when it failed; the reason then stands in the list. */
  async function run(option: Option | undefined): Promise<boolean> {
    if (!option) return false
    try {
      await option.run()
      return true
    } catch (error) {
      failure.value = problemText(error)
      return false
    }
  }

  return { options, run, failure }
}
