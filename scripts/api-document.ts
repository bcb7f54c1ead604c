/** `npm run api-document`: writes the tables of docs/api.md anew, from packages/api. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderApiDocument } from './support/api-document'

const FILE = path.join(__dirname, '..', 'docs', 'api.md')

writeFileSync(FILE, renderApiDocument(readFileSync(FILE, 'utf8')))
