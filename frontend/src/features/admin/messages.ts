import commonEn from './texts/common.en'
import commonZh from './texts/common.zh'
import factsEn from './texts/facts.en'
import factsZh from './texts/facts.zh'
import fieldsZh from './texts/fields.zh'
import peopleEn from './texts/people.en'
import peopleZh from './texts/people.zh'
import rightsEn from './texts/rights.en'
import rightsZh from './texts/rights.zh'

export default {
  'zh-CN': { ...commonZh, ...peopleZh, ...rightsZh, ...factsZh, ...fieldsZh },
  en: { ...commonEn, ...peopleEn, ...rightsEn, ...factsEn },
}
