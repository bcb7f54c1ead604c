/** The browser preview only: dialogs that WeChat draws on a phone, in plain elements beside the app. */

export interface Row {
  id: string
  label: string
  checked: boolean
}

interface DialogOptions {
  title: string
  rows: Row[]
  buttons: { id: string; label: string; primary?: boolean }[]
}

/** Shows rows to tick above some buttons; resolves to the button that was pressed and the ticks. */
export function showDialog({ title, rows, buttons }: DialogOptions): Promise<{
  button: string
  ticked: Record<string, boolean>
}> {
  return new Promise(resolve => {
    const mask = element('div', 'preview-mask')
    const dialog = element('div', 'preview-dialog')
    dialog.setAttribute('role', 'dialog')
    dialog.setAttribute('aria-modal', 'true')
    dialog.setAttribute('aria-label', title)
    dialog.append(element('div', 'preview-title', title))
    const boxes = rows.map(row => {
      const box = element('input')
      box.type = 'checkbox'
      box.id = row.id
      box.checked = row.checked
      const label = element('label', 'preview-row', row.label)
      label.append(box)
      dialog.append(label)
      return box
    })
    const close = (button: string) => {
      mask.remove()
      resolve({ button, ticked: Object.fromEntries(boxes.map(box => [box.id, box.checked])) })
    }
    const bar = element('div', 'preview-buttons')
    for (const { id, label, primary } of buttons) {
      const button = element('button', primary ? 'preview-button primary' : 'preview-button', label)
      button.id = id
      button.onclick = () => close(id)
      bar.append(button)
    }
    dialog.append(bar)
    mask.append(dialog)
    document.body.append(mask)
    bar.querySelector<HTMLElement>('.primary')?.focus()
  })
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { className, textContent: text })
}
