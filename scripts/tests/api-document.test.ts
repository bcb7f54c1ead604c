import { readFileSync } from 'node:fs'
import path from 'node:path'
import { routes } from '@zhuan/api'
import { renderApiDocument } from '../support/api-document'

const document = readFileSync(path.join(__dirname, '../../docs/api.md'), 'utf8')

test('docs/api.md says what the contract says; if not, npm run api-document writes it anew', () => {
  expect(renderApiDocument(document)).toBe(document)
})

test('it lists every route', () => {
  for (const { method, path: where } of Object.values(routes)) expect(document).toContain(`| \`${method} ${where}\` |`)
})

test('a part that nobody writes is told', () => {
  expect(() => renderApiDocument('<!-- weather: written by npm run api-document -->\n<!-- end -->')).toThrow(
    'nothing is called weather, expected routes, reminders',
  )
})
