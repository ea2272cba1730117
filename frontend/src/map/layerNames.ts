/** What a feature is called: by the label of its layer, else by an attribute that holds a name. Pure. */

const NAMES = ['name', 'zh', 'title', '名称', '名字', '标题']

type Properties = Readonly<Record<string, unknown>>

export function nameIn(
  properties: Properties,
  label: string | null | undefined,
  locale: string,
): string | null {
  for (const name of [...(label ? [label] : []), ...NAMES]) {
    const value = (locale === 'en' && properties[`${name}_en`]) || properties[name]
    if (value !== null && value !== undefined && value !== '') return String(value)
  }
  return null
}
