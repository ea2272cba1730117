/** Sounds of alarms and calls. A browser plays only after a person allowed it: armed once per shift, with a test tone. */
import { computed, ref } from 'vue'

export type Tone = 'alarm' | 'call' | 'notice' | 'test'

/** Longest shift; after it the tone has to be tested again. */
const SHIFT_MS = 12 * 3600 * 1000

/** Frequency in Hz and length in s of each beep. */
const TONES: Record<Tone, readonly (readonly [number, number])[]> = {
  alarm: [
    [880, 0.18],
    [660, 0.18],
    [880, 0.18],
  ],
  call: [
    [520, 0.4],
    [440, 0.4],
  ],
  notice: [[600, 0.12]],
  test: [
    [520, 0.15],
    [660, 0.2],
  ],
}

const armedAt = ref<number | null>(null)
let context: AudioContext | null = null
const repeating = new Map<string, ReturnType<typeof setInterval>>()

async function arm(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
  armedAt.value = Date.now()
  play('test')
}

/** Plays once; answers whether anything could be heard. */
function play(tone: Tone): boolean {
  if (!context || context.state !== 'running') return false
  let at = context.currentTime
  for (const [frequency, length] of TONES[tone]) {
    const oscillator = context.createOscillator()
    const gain = context.createGain()
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0.0001, at)
    gain.gain.linearRampToValueAtTime(0.25, at + 0.02)
    gain.gain.linearRampToValueAtTime(0.0001, at + length)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(at)
    oscillator.stop(at + length)
    at += length + 0.05
  }
  return true
}

/** Repeats until stopped under the same name: an alarm that waits for its acknowledgement. */
function repeat(name: string, tone: Tone, everySeconds = 5): void {
  if (repeating.has(name)) return
  play(tone)
  repeating.set(
    name,
    setInterval(() => play(tone), everySeconds * 1000),
  )
}

function stop(name: string): void {
  clearInterval(repeating.get(name))
  repeating.delete(name)
}

export function useSound() {
  return {
    armedAt,
    armed: computed(() => armedAt.value !== null && Date.now() - armedAt.value < SHIFT_MS),
    arm,
    play,
    repeat,
    stop,
  }
}
