/**
 * Lets WeChat's uploader look at a built mini-program, in a process of its own: it talks a lot, and leaves processes behind.
 * Arguments: the built folder with its project.config.json, and the file for what was found (`Looked`).
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { requireWeChatCi, requireWeChatSchemas } from '../release/wechat-ci'
import { configurationOf, filesOf, readBuilt } from './built'
import {
  absentFindings,
  packageBytes,
  QUALITY_RULES,
  qualityFindings,
  schemaFindings,
  scriptFindings,
  secretFindings,
  sizeFindings,
} from './wechat-findings'

export interface Looked {
  findings: string[]
  /** What was looked at, and how large it would be. */
  notes: string[]
}

async function look(folder: string): Promise<Looked> {
  const built = readBuilt(folder, { guide: '', owner: '', contact: '' })
  const scripts = new Map(filesOf(built, /\.js$/))
  const configurations = new Map(filesOf(built, /\.json$/))
  const findings = [
    ...schemaFindings(requireWeChatSchemas(), configurations),
    ...scriptFindings(scripts),
    ...secretFindings(scripts),
  ]
  const notes = [`the schemas of ${configurations.size} files`]
  if (findings.length === 0) findings.push(...absentFindings(configurations))
  // What does not fit them makes the uploader stumble, with words that help nobody.
  if (findings.length > 0) return { findings, notes: [...notes, 'not compiled'] }

  const ci = requireWeChatCi()
  const project = new ci.Project({
    ...{ appid: 'wx0000000000000000', type: 'miniProgram', projectPath: folder },
    // Nothing is signed, nothing is sent.
    ...{ privateKey: 'none', ignores: ['node_modules/**/*'] },
  })
  project.attr = async () => ci.DefaultProjectAttr
  findings.push(...qualityFindings(await ci.checkCodeQuality(project)))
  notes.push(`${QUALITY_RULES.length} rules of 代码质量`)
  try {
    const setting = { useProjectConfig: true } as const
    const request = { project, version: '0.0.0', desc: '', setting, onProgressUpdate: () => undefined }
    const bytes = packageBytes(await ci.getCompiledResult(request), configurationOf(built))
    findings.push(...sizeFindings(bytes))
    const all = [...bytes.values()].reduce((sum, size) => sum + size, 0)
    const each = [...bytes].map(([name, size]) => `${name || 'main'} ${size}`)
    notes.push(`compiled to ${all} bytes in ${bytes.size} packages (${each.join(', ')})`)
  } catch (error) {
    findings.push(`miniprogram-ci: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { findings, notes }
}

// Its compiler is started from within the folder and with the same options of Node: it needs no TypeScript.
process.execArgv = []

const [folder, result] = process.argv.slice(2) as [string, string]
look(path.resolve(folder)).then(
  looked => {
    writeFileSync(result, JSON.stringify(looked))
    process.exit(0)
  },
  error => {
    console.error(error)
    process.exit(1)
  },
)
