/** Drawing, changing, removing, with the way back and forth again. */
import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTask } from '@/features/incidents'
import { useProblemText, useToast } from '@/ui'
import { did, EMPTY, redone, reverse, undone, without, type Act } from '../model/history'
import type { Drawing, DrawingIn, DrawingPatch } from '../types'
import { drawingApi } from './drawingApi'

export function useActs(version: (id: string) => number | null, nameOf: (drawing: Drawing) => string) {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  const problemText = useProblemText()
  const task = useTask()
  const history = shallowRef(EMPTY)

  async function run(act: Act): Promise<unknown> {
    if (act.does === 'remove') return drawingApi.remove(act.id)
    if (act.does === 'draw') return drawingApi.restore(act.id)
    const seen = version(act.id) ?? (await drawingApi.get(act.id)).version!
    return drawingApi.change(act.id, act.after, seen)
  }

  function note(act: Act): void {
    history.value = did(history.value, act)
    toast.done(t(`gis.plot.done.${act.does}`, { name: act.name }), () => void undo(act))
  }

  /** The latest act, or one a message offers to take back. */
  async function undo(act = history.value.done.at(-1)): Promise<void> {
    if (!act || !history.value.done.includes(act) || task.busy.value) return
    await task.run('undo', () => run(reverse(act)))
    if (task.failure.value) {
      history.value = without(history.value, act)
      return toast.failed(problemText(task.failure.value))
    }
    const last = history.value.done.at(-1) === act
    history.value = last ? undone(history.value) : without(history.value, act)
    toast.say(t('gis.plot.done.undone', { name: act.name }))
  }

  async function redo(): Promise<void> {
    const act = history.value.undone.at(-1)
    if (!act || task.busy.value) return
    await task.run('undo', () => run(act))
    if (task.failure.value) {
      history.value = without(history.value, act)
      return toast.failed(problemText(task.failure.value))
    }
    history.value = redone(history.value)
    toast.say(t('gis.plot.done.redone', { name: act.name }))
  }

  return {
    task,
    canUndo: computed(() => history.value.done.length > 0),
    canRedo: computed(() => history.value.undone.length > 0),
    undo: () => void undo(),
    redo: () => void redo(),
    async draw(drawing: DrawingIn): Promise<Drawing | undefined> {
      const made = await task.run('draw', () => drawingApi.draw(drawing))
      if (made) note({ does: 'draw', id: made.id, name: nameOf(made) })
      else if (task.failure.value) toast.failed(problemText(task.failure.value))
      return made
    },
    async remove(drawing: Drawing): Promise<void> {
      await task.run('remove', () => drawingApi.remove(drawing.id))
      if (task.failure.value) toast.failed(problemText(task.failure.value))
      else note({ does: 'remove', id: drawing.id, name: nameOf(drawing) })
    },
    /** A refusal is left in `task.failure`: a clash is settled where the form is. */
    async change(drawing: Drawing, after: DrawingPatch, seen: number): Promise<Drawing | undefined> {
      const before = Object.fromEntries(
        Object.keys(after).map((name) => [name, drawing[name as keyof Drawing]]),
      ) as DrawingPatch
      const made = await task.run('change', () => drawingApi.change(drawing.id, after, seen))
      if (made) note({ does: 'change', id: made.id, name: nameOf(made), before, after })
      return made
    },
  }
}

export type Acts = ReturnType<typeof useActs>
