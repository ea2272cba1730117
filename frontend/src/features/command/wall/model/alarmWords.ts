/** An alarm for people across a hall: numbers of incidents are left out where a title says the same. Pure. */
const NUMBER = /(?:SJ|R)-\d{8}-\d+\s*/g

export function plainWords(text: string, about: string): { text: string; about: string } {
  const title = about.replace(NUMBER, '').trim()
  return title ? { text: text.replace(NUMBER, '').trim(), about: title } : { text, about: '' }
}
