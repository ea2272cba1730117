/** An edited thing: fields merge with what others made of it meanwhile; only what was touched is sent. */
import { computed, ref, type Ref } from 'vue'
import { api, isProblem } from '@/api'
import { changed, merge, useTask, type Merged } from '@/features/incidents'
import { useFieldText } from '@/ui'

type Values = Record<string, unknown>

interface Versioned {
  version?: number
}

export function useEdit<State extends Versioned, Form extends Values>(
  path: string,
  formOf: (state: State) => Form,
  present: State,
) {
  const fieldText = useFieldText()
  const task = useTask()
  const first = formOf(present)
  const fields = ref({ base: first, mine: { ...first }, theirs: {} }) as Ref<Merged<Form>>
  const etag = ref<string | null>(null)

  const changes = computed(() => changed(fields.value.base, fields.value.mine))
  const clashing = computed(() => Object.keys(fields.value.theirs).length > 0)

  /** Takes in how it stands now; a field changed on both sides is asked about. */
  async function refresh(): Promise<void> {
    await task.run('load', async () => {
      const state = await api.get<State>(path)
      etag.value = `"${state.version}"`
      fields.value = merge(fields.value, formOf(state))
    })
  }

  /** Sends what was changed; the answer, or undefined when it was refused. */
  async function save(): Promise<State | undefined> {
    const body = changes.value
    const done = await task.run('save', () => api.patch<State>(path, body, { ifMatch: etag.value }))
    const refused = task.failure.value
    if (!done && isProblem(refused) && refused.status === 412) {
      await refresh()
      // Named at its field; a second sentence would only repeat it.
      if (!task.failure.value && !clashing.value) task.failure.value = refused
    }
    return done
  }

  function take(name: string): void {
    const { base, mine, theirs } = fields.value
    fields.value = { base, mine: { ...mine, [name]: theirs[name] }, theirs: without(theirs, name) }
  }

  function keep(name: string): void {
    fields.value = { ...fields.value, theirs: without(fields.value.theirs, name) }
  }

  function without(theirs: Partial<Form>, name: string): Partial<Form> {
    return Object.fromEntries(Object.entries(theirs).filter(([other]) => other !== name)) as Partial<Form>
  }

  void refresh()

  return {
    form: computed({
      get: () => fields.value.mine,
      set: (mine: Form) => (fields.value = { ...fields.value, mine }),
    }),
    theirs: computed(() => fields.value.theirs as Values),
    touched: computed(() => Object.keys(changes.value).length > 0),
    changes,
    clashing,
    busy: task.busy,
    failure: task.failure,
    fault: (name: string) => fieldText(task.failure.value, `/${name}`),
    save,
    take,
    keep,
  }
}
