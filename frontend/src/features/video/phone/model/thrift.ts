/** How much of a narrow way a phone uses: first the picture gets small and slow, then only the voice is left. Pure. */
export type Step = 'full' | 'small' | 'sound'
/** `auto` chooses by itself; the others are the person's own wish. */
export type Wish = 'auto' | 'small' | 'sound'

export const SHAPES: Record<Exclude<Step, 'sound'>, RTCRtpEncodingParameters> = {
  full: { maxBitrate: 1_200_000, maxFramerate: 20, scaleResolutionDownBy: 1 },
  small: { maxBitrate: 120_000, maxFramerate: 7, scaleResolutionDownBy: 3 },
}

export interface Sample {
  /** Share of packets the other side missed, 0 to 1. */
  loss: number
  roundTripS: number
  /** What the way bears, where the browser tells. */
  availableBps: number | null
}

export interface Thrift {
  step: Step
  /** Samples of trouble, and of none, in a row. */
  bad: number
  good: number
  /** Good samples before more is tried; doubles whenever that failed. */
  patience: number
  /** Samples since more was tried. */
  since: number
}

export const SAMPLE_MS = 2_000
const PATIENCE = 5
const MOST_PATIENCE = 80
/** A try that fails within so many samples was too early. */
const TRIAL = 8
const TROUBLES = 2
const LOSS: Record<Step, number> = { full: 0.08, small: 0.25, sound: 1 }
const NEEDED_BPS: Record<Step, number> = { full: 250_000, small: 50_000, sound: 0 }
const LATE_S = 1.2
const LOWER: Record<Step, Step> = { full: 'small', small: 'sound', sound: 'sound' }
const HIGHER: Record<Step, Step> = { sound: 'small', small: 'full', full: 'full' }

export const begin = (): Thrift => ({ step: 'full', bad: 0, good: 0, patience: PATIENCE, since: TRIAL })

const troubled = (step: Step, { loss, roundTripS, availableBps }: Sample) =>
  loss > LOSS[step] ||
  (step === 'full' && roundTripS > LATE_S) ||
  (availableBps !== null && availableBps < NEEDED_BPS[step])

export function next(now: Thrift, sample: Sample): Thrift {
  const since = now.since + 1
  if (troubled(now.step, sample)) {
    const bad = now.bad + 1
    if (bad < TROUBLES || now.step === 'sound') return { ...now, bad, good: 0, since }
    const patience = since <= TRIAL ? Math.min(now.patience * 2, MOST_PATIENCE) : now.patience
    return { step: LOWER[now.step], bad: 0, good: 0, patience, since: TRIAL }
  }
  const good = now.good + 1
  if (now.step === 'full' || good < now.patience) return { ...now, bad: 0, good, since }
  return { ...now, step: HIGHER[now.step], bad: 0, good: 0, since: 0 }
}

/** What is sent: the wish caps what the way would bear. */
export function wanted(step: Step, wish: Wish): Step {
  if (wish === 'sound' || step === 'sound') return 'sound'
  return wish === 'small' ? 'small' : step
}
