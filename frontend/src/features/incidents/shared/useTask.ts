/** Something a person starts: busy while it runs, its refusal kept to be shown beside the control. */
import { ref, shallowRef } from 'vue'

export function useTask() {
  const busy = ref<string | null>(null)
  const failure = shallowRef<unknown>(null)

  /** Runs it under a name; undefined when it failed or another one runs. */
  async function run<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = name
    failure.value = null
    try {
      return await work()
    } catch (error) {
      failure.value = error
      return undefined
    } finally {
      busy.value = null
    }
  }

  return { busy, failure, run, clear: () => (failure.value = null) }
}
