/** The texts of the board, under `command.board`. */
import en from './messages/en'
import enActs from './messages/en.acts'
import enWords from './messages/en.words'
import zh from './messages/zh-CN'
import zhActs from './messages/zh-CN.acts'
import zhWords from './messages/zh-CN.words'

export default {
  'zh-CN': { ...zh, ...zhActs, ...zhWords },
  en: { ...en, ...enActs, ...enWords },
}
