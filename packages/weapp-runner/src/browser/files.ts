/** Temporary files that the app made, by their `wxfile://` path, as data URLs. */
export const temporaryFiles = new Map<string, string>()

/** Where the runner's server has what the app names in a template; relative paths start at the page. */
export function appUrl(path: string, page: Document): string {
  if (path.startsWith('wxfile://')) return temporaryFiles.get(path) ?? path
  if (/^(data|blob|https?):/.test(path)) return path
  const route = page.documentElement.dataset.route ?? ''
  return `/app${new URL(path.replace(/^\/+/, '/'), `http://app/${route}`).pathname}`
}

/** Keeps a data URL as a temporary file and returns its path. */
export function keepFile(dataUrl: string): string {
  const path = `wxfile://tmp_${temporaryFiles.size + 1}.${/^data:image\/jpe?g/.test(dataUrl) ? 'jpg' : 'png'}`
  temporaryFiles.set(path, dataUrl)
  return path
}
