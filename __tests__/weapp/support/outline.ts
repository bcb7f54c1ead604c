/** Runs in the page: its text as shown, and whatever the app's templates put there, an element with what it holds a line. */
export function outline(body: HTMLElement): { text: string; elements: string[] } {
  type Drawn = Element & { __wxElement?: object; __own?: { value?: () => unknown } }
  const lines: string[] = []
  const draw = (node: ChildNode, depth: number) => {
    const indent = ' '.repeat(depth)
    if (node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '') lines.push(`${indent}${node.textContent}`)
    const element = node as Drawn
    if (element.__wxElement && node.nodeType === Node.ELEMENT_NODE) {
      const attributes = [...element.attributes]
        .filter(({ name, value }) => value !== '' && name !== 'data-sid' && !(name === 'id' && value.startsWith('_')))
        .map(({ name, value }) => `${name}="${value.trim()}"`)
      const value = JSON.stringify(element.__own?.value?.())
      lines.push([indent + element.localName, ...attributes.sort(), value].filter(Boolean).join(' '))
    }
    for (const child of node.childNodes) draw(child, depth + 1)
  }
  draw(body, 0)
  return { text: body.innerText, elements: lines }
}
