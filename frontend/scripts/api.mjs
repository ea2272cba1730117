/** Writes src/api/schema.d.ts from the OpenAPI document: `make api` (or `npm run api` after it changed). */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const DOCUMENT = new URL('../../docs/reference/openapi.json', import.meta.url)
const TYPES = new URL('../src/api/schema.d.ts', import.meta.url)

const text = await readFile(DOCUMENT)
const digest = createHash('sha256').update(text).digest('hex')
const head = `/** Made by \`make api\` from docs/reference/openapi.json, never edited. sha256 ${digest} */\n`
const document = JSON.parse(text.toString())
await writeFile(TYPES, head + astToString(await openapiTS(document, { alphabetize: false })))
