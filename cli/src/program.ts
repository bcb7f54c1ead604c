import { Command, CommanderError } from '@commander-js/extra-typings'
import { refuseSurplus, sentenceOf, singleValue } from './arguments'
import type { OperatorClient } from './client'
import { announceCommand } from './commands/announce'
import { cancelCommand, correctCommand, listCommand, showCommand } from './commands/announcements'
import { auditCommand } from './commands/audit'
import { codeCommand, codesCommand } from './commands/code'
import { resendCommand, resumeCommand, unconfirmedCommand } from './commands/deliveries'
import { UsageError } from './errors'
import type { Session, Terminal } from './session'

/** Calls the server that `--server` names, or another one where it is absent. */
export type Connect = (server: string | undefined) => OperatorClient

const COMMANDS = [
  announceCommand,
  listCommand,
  showCommand,
  correctCommand,
  cancelCommand,
  unconfirmedCommand,
  resendCommand,
  resumeCommand,
  auditCommand,
  codeCommand,
  codesCommand,
]

/**
 * Carries out one command of the operator.
 * @param argv - without Node and the script
 * @throws OperatorError when it is not understood, with the help of the command that was meant, or was refused
 */
export async function runCommand(argv: string[], connect: Connect, terminal: Terminal): Promise<void> {
  const program = new Command('npm run operator --')
    .configureOutput({ writeOut: text => terminal.print(text.trimEnd()), outputError: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    // Whatever is not understood is an error: what was passed over may be what mattered.
    .allowExcessArguments()
    .hook('preAction', (_, command) => refuseSurplus(command))
    .option('--server <url>', 'OPERATOR_SERVER, or http://127.0.0.1:3000, when absent', singleValue('--server'))
    .addHelpText('after', "\nOPERATOR_TOKEN in the environment is the server's, or your own of its OPERATOR_TOKENS.")
  let client: OperatorClient | undefined
  const call = ((...request: Parameters<OperatorClient>) => {
    client ??= connect(program.opts().server)
    return client(...request)
  }) as OperatorClient
  const session: Session = { call, terminal }
  for (const command of COMMANDS) program.addCommand(command(session).copyInheritedSettings(program))

  try {
    await program.parseAsync(argv.length === 0 ? ['help'] : argv, { from: 'user' })
  } catch (error) {
    // Help that was asked for has been printed.
    if (error instanceof CommanderError && error.exitCode === 0) return
    const meant = program.commands.find(command => command.name() === program.args[0]) ?? program
    if (error instanceof CommanderError) throw withHelp(sentenceOf(error, meant.name()), meant)
    if (error instanceof UsageError) throw withHelp(error.message, meant)
    throw error
  }
}

const withHelp = (sentence: string, command: { helpInformation(): string }): UsageError =>
  new UsageError(`${sentence}\n\n${command.helpInformation().trimEnd()}`)
