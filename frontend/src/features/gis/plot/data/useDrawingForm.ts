/** A drawing being changed: what a hand edits stays, what others change shows, clashes are settled one by one. */
import { computed, onMounted, reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { isProblem } from '@/api'
import { useTask } from '@/features/incidents'
import { serverNow } from '@/live'
import { useFormat } from '@/units/useFormat'
import { CLASHING, formOf, patchOf, type FormValues } from '../model/form'
import type { Drawing } from '../types'
import { drawingApi } from './drawingApi'
import { usePlot } from './usePlot'

type Name = keyof FormValues
const fieldOf = (name: (typeof CLASHING)[number]): Name => (name === 'shape' ? 'corners' : name)

export function useDrawingForm(drawing: () => Drawing, done: () => void, reshaped: () => void) {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const plot = usePlot()
  const task = useTask()
  const edits = reactive<Partial<FormValues>>({})
  const clashes = ref(new Map<Name, unknown>())
  /** The version the changes are based on. */
  const seen = ref(plot.drawings.version(drawing().id))
  const now = computed<FormValues>(() => ({ ...formOf(drawing()), ...edits }))
  const changed = computed(() => Object.keys(edits).length > 0)

  function set<Field extends Name>(name: Field, value: FormValues[Field]): void {
    ;(edits as FormValues)[name] = value
  }

  async function version(): Promise<number | null> {
    const { id } = drawing()
    return plot.drawings.version(id) ?? (await drawingApi.get(id).catch(() => null))?.version ?? null
  }

  onMounted(async () => (seen.value ??= await version()))

  async function save(): Promise<void> {
    const base = seen.value
    if (!changed.value || clashes.value.size || base === null) return
    const patch = patchOf(drawing().kind, edits)
    if (await task.run('save', () => plot.acts.change(drawing(), patch, base))) return done()
    const failure = plot.acts.task.failure.value
    if (!isProblem(failure) || failure.status !== 412) return void (task.failure.value = failure)
    const theirs = (failure.body.theirs ?? {}) as Partial<Drawing>
    clashes.value = new Map(
      CLASHING.filter((name) => name in theirs).map((name) => [fieldOf(name), theirs[name]]),
    )
    seen.value = await version()
  }

  function keep(name: Name): void {
    clashes.value = new Map([...clashes.value].filter(([other]) => other !== name))
  }

  return {
    now,
    changed,
    clashes,
    task,
    set,
    save,
    keep,
    field: <Field extends Name>(name: Field) =>
      computed({ get: () => now.value[name], set: (value) => set(name, value) }),
    /** The other's value stands. */
    adopt(name: Name): void {
      delete edits[name]
      keep(name)
      if (name === 'corners' || name === 'radius_m') reshaped()
    },
    /** The other's value in words. */
    theirs(name: Name): string {
      const value = clashes.value.get(name)
      if (name === 'corners') return t('gis.plot.otherShape')
      if (name === 'until')
        return value ? format.time(String(value), serverNow(), true) : t('gis.plot.forGood')
      if (name === 'radius_m') return format.distance(Number(value))
      if (name === 'symbol' && value) return plot.symbols.nameOf(value as NonNullable<FormValues['symbol']>)
      if (name === 'style') return t(`gis.plot.colours.${(value as FormValues['style']).colour}`)
      return String(value ?? '') || '—'
    },
  }
}
