import commonEn from './texts/common.en'
import commonZh from './texts/common.zh'
import incidentEn from './texts/incident.en'
import incidentZh from './texts/incident.zh'
import intakeEn from './texts/intake.en'
import intakeZh from './texts/intake.zh'
import listEn from './texts/list.en'
import listZh from './texts/list.zh'

export default {
  'zh-CN': { ...commonZh, ...intakeZh, ...incidentZh, ...listZh },
  en: { ...commonEn, ...intakeEn, ...incidentEn, ...listEn },
}
