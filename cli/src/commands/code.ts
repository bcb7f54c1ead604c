import { writeFile } from 'node:fs/promises'
import { Command } from '@commander-js/extra-typings'
import { required, singleValue, wholeNumber } from '../arguments'
import { inChina } from '../china-time'
import { OperatorError } from '../errors'
import type { Session } from '../session'

export const codeCommand = ({ call, terminal: { print } }: Session) =>
  new Command('code')
    .description('saves a mini-program code')
    .option('--scene <scene>', 'what its page is told', singleValue('--scene'))
    .option('--page <page>', 'the page that it opens', singleValue('--page'))
    .option('--width <pixels>', '430 when absent', singleValue('--width'))
    .option('--out <file>', 'where to save it', singleValue('--out'))
    .action(async options => {
      const out = required(options.out, '--out')
      const answer = await call('makeCode', {
        body: {
          scene: required(options.scene, '--scene'),
          page: required(options.page, '--page'),
          ...(options.width !== undefined && { width: wholeNumber(options.width, '--width') }),
        },
      })
      await writeFile(out, Buffer.from(answer.body as ArrayBuffer)).catch((error: Error) => {
        throw new OperatorError('cannot-write', `the code cannot be saved: ${error.message}`)
      })
      print(`${out}: ${answer.headers['content-type']}`)
    })

export const codesCommand = ({ call, terminal: { print } }: Session) =>
  new Command('codes')
    .description('all mini-program codes, with their scans and what came of them')
    .action(async () => {
      const { codes } = (await call('listCodes')).body
      const lines = codes.map(
        ({ scene, page, scans, subscriptions, createdAt }) =>
          `${scene}  ${page}  made ${inChina(createdAt)}  ${scans} scans  ${subscriptions} subscriptions`,
      )
      print(lines.length > 0 ? lines.join('\n') : 'no code was made')
    })
