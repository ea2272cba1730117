/** Every text: there in both languages, with the same holes, and readable for what shows it. */
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Messages } from '.'
import en from './en'
import * as refusals from './refusals'
import zh from './zh-CN'

type Module = { default: Messages }
const files = import.meta.glob<Module>(['../features/**/{zh,en}*.ts', '../features/**/*.{zh,zh-CN,en}.ts'], {
  eager: true,
})
/** How a file of texts is named: `zh.ts`, `zh.import.ts`, `list.zh.ts`. */
const CHINESE = /(?<=[/.])zh(?:-CN)?(?=\.)/
const pairs: [string, Messages, Messages][] = [
  ['base', zh, en],
  ['refusals', refusals.zh, refusals.en],
]
for (const [path, { default: chinese }] of Object.entries(files)) {
  const english = CHINESE.test(path) && files[path.replace(CHINESE, 'en')]
  if (english) pairs.push([path, chinese, english.default])
}

/** Words of facts: most are shown in English as they are. */
const WORDS = /admin\/texts\/facts/

function* texts(messages: Messages, path = ''): Generator<[string, string]> {
  for (const [name, value] of Object.entries(messages)) {
    if (typeof value === 'string') yield [path + name, value]
    else yield* texts(value, `${path}${name}.`)
  }
}
const holes = (text: string) => new Set(text.match(/\{\w+\}/g))

describe.each(pairs)('texts of %s', (path, chinese, english) => {
  const both = { 'zh-CN': new Map(texts(chinese)), en: new Map(texts(english)) }

  it('are the same ones in both languages', () => {
    const known = [...both['zh-CN'].keys()].filter((key) => !WORDS.test(path) || both.en.has(key))
    expect([...both.en.keys()].sort()).toEqual(known.sort())
  })

  it('fill the same holes in both languages', () => {
    const other = [...both.en].filter(([key, text]) => {
      const known = holes(both['zh-CN'].get(key)!)
      return [...holes(text)].some((hole) => !known.has(hole))
    })
    expect(other).toEqual([])
  })

  it.each(['zh-CN', 'en'] as const)('can be shown in %s', (locale) => {
    const { t } = createI18n({ legacy: false, locale, messages: { 'zh-CN': chinese, en: english } }).global
    const broken = [...both[locale].keys()].filter((key) => {
      try {
        t(key)
        return false
      } catch {
        return true
      }
    })
    expect(broken).toEqual([])
  })
})
