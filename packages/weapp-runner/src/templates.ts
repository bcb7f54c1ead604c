import { TmplGroup } from 'glass-easel-template-compiler'

/**
 * Compiles all templates of an app to one script.
 * @param scripts - WXS by name, without the ending
 * @param templates - WXML by name, without the ending
 * @param problems - takes down what the compiler says, and what a template needs and does not find
 */
export function compileTemplates(
  scripts: Record<string, string>,
  templates: Record<string, string>,
  problems: string[],
): string {
  const group = new TmplGroup()
  for (const [name, text] of Object.entries(scripts)) group.addScript(name, text)
  for (const [name, text] of Object.entries(templates)) {
    for (const { level, startLine, message } of group.addTmpl(name, text))
      problems.push(`${name}.wxml:${startLine + 1}: ${level}: ${message}`)
    const needed = [
      ...group.getDirectDependencies(name).map(used => ({ file: `${used}.wxml`, exists: used in templates })),
      ...group.getScriptDependencies(name).map(used => ({ file: `${used}.wxs`, exists: used in scripts })),
    ]
    for (const { file, exists } of needed)
      if (!exists) problems.push(`${name}.wxml: needs ${file}, which does not exist`)
  }
  group.setExtraRuntimeScript('Q.C=window.__listen;')
  return `window.__templates=${group.getTmplGenObjectGroups()}`
}
