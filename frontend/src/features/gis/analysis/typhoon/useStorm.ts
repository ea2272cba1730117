/** The storm on the screen: chosen by the address, answered by the server, moved through time. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { analysisApi } from '../data/analysisApi'
import { useAnswer } from '../data/useAnswer'
import type { Typhoon } from '../types'
import { momentAt, stormOf } from './storm'

/** Landed beside the city; its figures were looked at by hand. */
const FIRST = '2013-usagi'
/** A storm of a week passes in half a minute. */
const STEP_MS = 80

export function useStorm() {
  const route = useRoute()
  const router = useRouter()
  const answering = useAnswer()
  const typhoons = shallowRef<Typhoon[]>([])
  const failed = shallowRef<Error | null>(null)
  const at = ref(0)
  const playing = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const code = computed(() => {
    const asked = answering.answer.value?.input.typhoon
    return String(route.query.storm ?? (route.query.result ? (asked ?? '') : FIRST))
  })
  const storm = computed(() => (answering.answer.value ? stormOf(answering.answer.value) : null))
  const moment = computed(() => storm.value?.moments[at.value] ?? null)
  const districts = computed(() => storm.value?.touched.filter(({ what }) => what === 'district') ?? [])

  async function list(): Promise<void> {
    try {
      typhoons.value = (await analysisApi.typhoons()).items
      failed.value = null
    } catch (error) {
      failed.value = error as Error
    }
  }

  async function load(): Promise<void> {
    stop()
    const { result, storm: chosen } = route.query
    if (typeof result === 'string') await answering.open(result)
    else await answering.ask({ kind: 'affected', typhoon: typeof chosen === 'string' ? chosen : FIRST })
  }

  const choose = (storm: string) => void router.replace({ path: route.path, query: { storm } })

  /** The hour it was nearest is the picture one looks for. */
  watch(storm, (now) => {
    if (!now) return
    const nearest = [...districts.value].sort((one, other) => one.km - other.km)[0]
    at.value = nearest ? momentAt(now.moments, nearest.nearest) : now.moments.length - 1
  })
  watch(() => [route.query.storm, route.query.result], load, { immediate: true })
  void list()

  function stop(): void {
    clearInterval(timer)
    playing.value = false
  }

  function play(): void {
    if (playing.value) return stop()
    const last = (storm.value?.moments.length ?? 1) - 1
    if (at.value >= last) at.value = 0
    playing.value = true
    timer = setInterval(() => (at.value < last ? at.value++ : stop()), STEP_MS)
  }

  function step(by: number): void {
    stop()
    const last = (storm.value?.moments.length ?? 1) - 1
    at.value = Math.min(last, Math.max(0, at.value + by))
  }

  onScopeDispose(stop)

  return {
    answering,
    typhoons,
    failed,
    code,
    storm,
    moment,
    districts,
    at,
    playing,
    choose,
    play,
    step,
    load,
    list,
  }
}

export type StormOnScreen = ReturnType<typeof useStorm>
