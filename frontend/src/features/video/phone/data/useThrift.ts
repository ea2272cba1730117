/** Measures the way out every two seconds and chooses what is sent. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { begin, next, SAMPLE_MS, SHAPES, wanted, type Sample, type Wish } from '../model/thrift'
import type { usePublisher } from '../../meet/data/usePublisher'

export function useThrift(publisher: ReturnType<typeof usePublisher>, on: Ref<boolean>) {
  const wish = ref<Wish>('auto')
  const state = ref(begin())
  const step = computed(() => wanted(state.value.step, wish.value))
  let timer: ReturnType<typeof setInterval> | undefined

  async function look(): Promise<void> {
    const peer = publisher.peer()
    if (!peer || publisher.state.value !== 'up') return
    state.value = next(state.value, sampleOf(await peer.getStats()))
  }

  async function apply(): Promise<void> {
    if (step.value !== 'sound') await publisher.shape(SHAPES[step.value])
    await publisher.want(step.value === 'sound' ? [] : ['large'])
  }

  watch(step, () => void apply(), { immediate: true })
  watch(on, (now) => {
    clearInterval(timer)
    if (!now) return
    state.value = begin()
    timer = setInterval(() => void look(), SAMPLE_MS)
  })
  onScopeDispose(() => clearInterval(timer))
  return { wish, step }
}

function sampleOf(stats: RTCStatsReport): Sample {
  const sample: Sample = { loss: 0, roundTripS: 0, availableBps: null }
  stats.forEach((one: Record<string, unknown>) => {
    if (one.type === 'remote-inbound-rtp') {
      sample.loss = Math.max(sample.loss, Number(one.fractionLost ?? 0))
      sample.roundTripS = Math.max(sample.roundTripS, Number(one.roundTripTime ?? 0))
    }
    if (one.type === 'candidate-pair' && one.nominated && one.availableOutgoingBitrate)
      sample.availableBps = Number(one.availableOutgoingBitrate)
  })
  return sample
}
