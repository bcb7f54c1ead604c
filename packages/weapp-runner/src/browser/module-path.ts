/** A module, page or component by its path: relative to a file, or from the root of the app; without its ending. */
export const resolvePath = (path: string, from: string): string =>
  decodeURI(new URL(path, `http://app/${from}`).pathname.slice(1)).replace(/\.(js|wxml)$/, '')
