/** A deep copy without reactivity, for what is stored, sent or compared later. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
