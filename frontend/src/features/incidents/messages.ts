import commonEn from './texts/common.en'
import commonZh from './texts/common.zh'
import intakeEn from './texts/intake.en'
import intakeZh from './texts/intake.zh'

export default {
  'zh-CN': { ...commonZh, ...intakeZh },
  en: { ...commonEn, ...intakeEn },
}
