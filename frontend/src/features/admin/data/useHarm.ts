/** A step on one thing: asked before where it harms, told when done, its refusal said in words. */
import { useTask } from '@/features/incidents'
import { useConfirm, useProblemText, useToast } from '@/ui'

interface Step<T> {
  /** Name of the step, for what is busy. */
  name: string
  ask?: { title: string; text?: string; action: string; danger?: boolean }
  run: () => Promise<T>
  done?: string
}

export function useHarm() {
  const task = useTask()
  const { confirm } = useConfirm()
  const toast = useToast()
  const problemText = useProblemText()

  /** Carries a step out; undefined when called off or refused. */
  async function step<T>({ name, ask, run, done }: Step<T>): Promise<T | undefined> {
    if (ask && !(await confirm({ danger: true, ...ask }))) return undefined
    let fine = false
    const answer = await task.run(name, async () => {
      const found = await run()
      fine = true
      return found
    })
    if (fine && done) toast.done(done)
    else if (!fine && task.failure.value) toast.failed(problemText(task.failure.value))
    return answer
  }

  return { busy: task.busy, step }
}
