/** The road networks that are loaded, asked for once. */
import { shallowRef } from 'vue'
import type { Network } from '../types'
import { analysisApi } from './analysisApi'

const networks = shallowRef<Network[]>([])
let asked: Promise<void> | null = null

export function useNetworks() {
  // Without the list the remark of every answer still says what is known; the next panel asks again.
  asked ??= analysisApi.networks().then(
    ({ items }) => void (networks.value = items),
    () => void (asked = null),
  )
  return networks
}
