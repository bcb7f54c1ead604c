import globals from 'globals'

/** What a module of a mini-program is given. */
const GIVEN = [
  'require',
  'module',
  'exports',
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'requirePlugin',
  'console',
  'Date',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'global',
  'globalThis',
]

/** Globals of a browser that a mini-program does not have: shadowed around all modules, so that relying on one fails. */
const ABSENT = ['Intl', ...Object.keys(globals.browser)].filter(name => !GIVEN.includes(name))

/** Names of the language itself: all that an app's global object has of a browser's. */
export const LANGUAGE = Object.keys(globals.builtin).filter(name => !ABSENT.includes(name))

/**
 * One script of all modules, each in a function as WeChat wraps it: not strict, `this` undefined to strict code only.
 * @param sources - by the module's name without `.js`
 */
export function bundleModules(sources: Record<string, string>): string {
  const modules = Object.entries(sources).map(
    ([name, source]) =>
      `__define(${JSON.stringify(name)},function({${GIVEN.join(',')}}){(function(){${source}\n}).call(exports)});`,
  )
  return `(function(${ABSENT.join(',')}){${modules.join('\n')}\n})()`
}
