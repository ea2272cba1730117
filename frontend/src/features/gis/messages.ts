/** The texts of layers, under `gis`. */
import en from './texts/en'
import enImport from './texts/en.import'
import zh from './texts/zh'
import zhImport from './texts/zh.import'

export default {
  'zh-CN': { ...zh, import: zhImport },
  en: { ...en, import: enImport },
}
