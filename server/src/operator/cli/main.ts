import { createInterface } from 'node:readline/promises'
import { readArguments, required } from './arguments'
import { OperatorError, operatorClient } from './client'
import { runCommand } from './commands'

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new OperatorError('not-confirmed', 'nobody can be asked here: look at --dry-run, then add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

async function main(): Promise<void> {
  const parsed = readArguments(process.argv.slice(2))
  const server = parsed.options.server ?? process.env.OPERATOR_SERVER ?? `http://127.0.0.1:${process.env.PORT || 3000}`
  const token = parsed.command === 'help' ? '' : required(process.env.OPERATOR_TOKEN, 'OPERATOR_TOKEN (environment)')
  await runCommand(parsed, operatorClient(server, token), { print: text => process.stdout.write(`${text}\n`), confirm })
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof OperatorError ? error.message : error.stack}\n`)
  process.exit(1)
})
