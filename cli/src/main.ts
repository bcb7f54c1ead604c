import { createInterface } from 'node:readline/promises'
import { operatorClient } from './client'
import { OperatorError } from './errors'
import { runCommand } from './program'

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new OperatorError('not-confirmed', 'nobody can be asked here: look at --dry-run, then add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

function connect(server: string | undefined) {
  const { OPERATOR_SERVER, OPERATOR_TOKEN, PORT } = process.env
  if (!OPERATOR_TOKEN) throw new OperatorError('usage', "OPERATOR_TOKEN (environment) is missing: it is the server's")
  return operatorClient(server ?? OPERATOR_SERVER ?? `http://127.0.0.1:${PORT || 3000}`, OPERATOR_TOKEN)
}

const print = (text: string) => void process.stdout.write(`${text}\n`)

runCommand(process.argv.slice(2), connect, { print, confirm }).catch((error: Error) => {
  process.stderr.write(`${error instanceof OperatorError ? error.message : error.stack}\n`)
  process.exit(1)
})
