/** What came in while the page was open: marked for a minute, and said aloud once. */
import { reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Incident } from '../model/types'
import type { Situation } from './useSituation'

/** How long a row keeps its mark. */
const MARKED_MS = 60_000
/** Long enough for the row to be drawn and flash once; a row drawn again later does not flash. */
const FLASH_MS = 400

export function useArrivals(situation: Situation) {
  const { t } = useI18n({ useScope: 'global' })
  const arrived = reactive(new Set<string>())
  const flashing = reactive(new Set<string>())
  const spoken = ref('')
  let spokenOf = ''

  situation.onFact((fact) => {
    // Out of sight: nothing that was said of it stays on the page.
    if (!fact.state && fact.subject === spokenOf) spoken.value = ''
    if (fact.version !== 1 || !fact.state) return
    if (fact.topic !== 'incidents' && fact.topic !== 'reports') return
    arrived.add(fact.subject)
    flashing.add(fact.subject)
    spokenOf = fact.subject
    setTimeout(() => arrived.delete(fact.subject), MARKED_MS)
    setTimeout(() => flashing.delete(fact.subject), FLASH_MS)
    if (fact.topic === 'incidents') spoken.value = incidentWords(fact.state as unknown as Incident)
    else spoken.value = t('command.board.say.report')
  })

  function incidentWords(incident: Incident): string {
    const grade = incident.grade ? `${incident.grade} ${t(`grade.${incident.grade}`)}` : ''
    return t('command.board.say.incident', { title: incident.title, grade })
  }

  return { arrived, flashing, spoken }
}
