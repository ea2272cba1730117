/** The texts of layers and of what is done on the map, under `gis`. */
import analysisEn from './analysis/texts/en'
import analysisZh from './analysis/texts/zh'
import documentsEn from './documents/texts/en'
import documentsZh from './documents/texts/zh'
import plotEn from './plot/texts/en'
import plotZh from './plot/texts/zh'
import en from './texts/en'
import trackEn from './track/texts/en'
import trackZh from './track/texts/zh'
import enImport from './texts/en.import'
import zh from './texts/zh'
import zhImport from './texts/zh.import'

export default {
  'zh-CN': {
    ...zh,
    import: zhImport,
    analysis: analysisZh,
    plot: plotZh,
    documents: documentsZh,
    track: trackZh,
  },
  en: { ...en, import: enImport, analysis: analysisEn, plot: plotEn, documents: documentsEn, track: trackEn },
}
