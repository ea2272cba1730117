/** The part of MIL-STD-2525D (app. 6D) that an emergency shares with the forces; any other code may be typed. Pure. */

/** Standard identity, digits 3 and 4: who they are, told by the shape of the frame. */
export const WHO = { friend: '03', neutral: '04', hostile: '06', unknown: '01' } as const
export type Who = keyof typeof WHO

/** Symbol set and entity, digits 5–6 and 11–16. */
export const WHAT = {
  headquarters: ['10', '110000'],
  infantry: ['10', '121100'],
  reconnaissance: ['10', '121300'],
  engineer: ['10', '140700'],
  cbrn: ['10', '140100'],
  police: ['10', '141200'],
  rescue: ['10', '141500'],
  signal: ['10', '111000'],
  medical: ['10', '161300'],
  supply: ['10', '163400'],
  transport: ['10', '163600'],
  aviation: ['10', '120600'],
  helicopter: ['01', '110200'],
  drone: ['01', '110300'],
  vessel: ['30', '140000'],
  hospital: ['20', '120702'],
} as const
export type What = keyof typeof WHAT

export const codeOf = (who: Who, what: What) => `10${WHO[who]}${WHAT[what][0]}0000${WHAT[what][1]}0000`

export function militaryName(code: string): { who: Who; what: What } | null {
  for (const who of Object.keys(WHO) as Who[])
    for (const what of Object.keys(WHAT) as What[]) if (codeOf(who, what) === code) return { who, what }
  return null
}

/** 2525C: fifteen signs; 2525D: twenty digits, or thirty with the country. As the server takes them. */
export const isCode = (text: string) => /^(?:[A-Z0-9*-]{15}|\d{20}|\d{30})$/.test(text)
