/** Loss as bars, 0 to 4: under 1 % nothing is seen of it, from 15 % pictures stand still. */
const STEPS = [0.01, 0.04, 0.08, 0.15]

export function bars(connected: boolean, loss: number): number {
  return connected ? 4 - STEPS.filter((step) => loss >= step).length : 0
}
