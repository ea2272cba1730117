/** The incident as a form two people may have open: untouched fields follow, touched ones stay, clashes are named. */
import { computed, reactive, ref, watch } from 'vue'
import { isProblem } from '@/api'
import { merge } from '../../shared/mergedFields'
import { plain } from '../../shared/plain'
import type { Incident } from '../../shared/types'
import { useTask } from '../../shared/useTask'
import { changesOf, formOf, type IncidentForm } from '../model/form'
import { calls } from './calls'
import type { IncidentStore } from './useIncident'

/** The field with the cursor is never replaced. */
function heldField(): ReadonlySet<keyof IncidentForm> {
  const field = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field
  return new Set(field ? [field as keyof IncidentForm] : [])
}

export function useEditForm(store: IncidentStore, first: Incident) {
  const state = reactive({
    base: formOf(first),
    mine: plain(formOf(first)),
    theirs: {} as Partial<IncidentForm>,
  })
  const version = ref(store.version.value)
  const task = useTask()

  watch(store.incident, (now) => {
    if (!now) return
    Object.assign(state, merge(plain(state), formOf(now), heldField()))
    version.value = store.version.value
  })

  const changes = computed(() => changesOf(state.base, state.mine))

  /** True when it is saved; a clash with somebody else's change is shown at its field. */
  async function save(): Promise<boolean> {
    const answer = await task.run('save', () => calls.change(first.id, changes.value, version.value))
    if (answer) {
      store.accept(answer.data)
      return true
    }
    if (isProblem(task.failure.value) && task.failure.value.status === 412) await store.load()
    return false
  }

  function adopt(field: keyof IncidentForm): void {
    Object.assign(state.mine, { [field]: plain(state.theirs[field] ?? null) })
    keep(field)
  }

  function keep(field: keyof IncidentForm): void {
    delete state.theirs[field]
  }

  return { state, changes, task, save, adopt, keep }
}
