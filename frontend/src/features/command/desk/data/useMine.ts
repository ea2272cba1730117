/** Open incidents that concern this person, from the live situation. */
import { computed } from 'vue'
import { useOrganisations } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useSituation } from '../../board/data/useSituation'
import { isOpen } from '../../board/model/steps'
import { below, concerns } from '../model/mine'

export function useMine() {
  const session = useSession()
  const situation = useSituation()
  const organisations = useOrganisations()
  const mine = computed(() => below(session.who?.organisation?.id ?? '', organisations.items))
  return {
    open: computed(() =>
      situation.incidents.value.filter((incident) => isOpen(incident) && concerns(incident, mine.value)),
    ),
  }
}
