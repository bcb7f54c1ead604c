import { convertRpx } from '../rpx'
import { fire } from './events'
import { appUrl } from './files'
import { report, state } from './state'
import type { WxElement } from './wx-element'

type Update = (name: string, value: unknown) => void
/** Builds what is inside a tag; returns what an attribute's change does to it. */
type BuiltIn = (element: WxElement, page: Document) => Update | undefined

/** A built-in that no attribute changes. */
const fixed =
  (build: (element: WxElement, page: Document) => void): BuiltIn =>
  (element, page) => {
    build(element, page)
    return undefined
  }

const plain =
  `view text block scroll-view swiper-item cover-view root-portal page-container rich-text icon picker-view-column
match-media open-data`.split(/\s+/)

const flag = (value: unknown): boolean =>
  value === '' || (value !== undefined && value !== null && value !== false && value !== 'false')

/** Tells the app of a new value, and the page's data where the template binds it with `model:`. */
function change(
  element: WxElement,
  attribute: string,
  type: string,
  detail: Record<string, unknown>,
  value: unknown,
): void {
  element.__models?.[attribute]?.(value)
  fire(element, type, detail)
}

/** Creates what stands in the DOM for a tag of a template: `wx-` and the tag, with the control inside where there is one. */
export function createBuiltIn(page: Document, tag: string): WxElement {
  const element = page.createElement(`wx-${tag.toLowerCase()}`) as unknown as WxElement
  element.__read = name => {
    const found = element.__wxElement?.attributes.find(attribute => attribute.name === name)
    return found?.value
  }
  const build = BUILT_INS[tag]
  if (build === undefined && UNSUPPORTED.has(tag)) report('unsupported', `<${tag}> is not implemented by weapp-runner`)
  const update = build?.(element, page)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, text: string) => {
    setAttribute(name, name === 'style' ? styleAttribute(text) : text)
    // glass-easel keeps the raw value before it writes the text
    update?.(name, element.__read(name))
  }
  return element
}

/** Inline style with rpx at the device's width. */
export const styleAttribute = (text: string): string =>
  text.includes('rpx') ? convertRpx(text, state.boot.device.width, state.boot.device.pixelRatio) : text

const UNSUPPORTED = new Set(
  `map video camera live-player live-pusher web-view ad ad-custom movable-area movable-view voip-room editor audio functional-page-navigator
official-account picker-view grid-view list-view sticky-header sticky-section snapshot`.split(/\s+/),
)

const textField =
  (tag: 'input' | 'textarea'): BuiltIn =>
  (element, page) => {
    const field = page.createElement(tag)
    field.setAttribute('class', 'wx-field')
    field.maxLength = 140
    element.append(field)
    const cursor = () => field.selectionStart ?? field.value.length
    element.__value = () => field.value
    field.addEventListener('input', event => {
      event.stopPropagation()
      change(
        element,
        'value',
        'input',
        { value: field.value, cursor: cursor(), keyCode: field.value.charCodeAt(cursor() - 1) || 8 },
        field.value,
      )
    })
    field.addEventListener('focus', () => fire(element, 'focus', { value: field.value, height: 0 }))
    field.addEventListener('blur', () => fire(element, 'blur', { value: field.value, cursor: cursor() }))
    field.addEventListener('keydown', event => {
      if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') fire(element, 'confirm', { value: field.value })
    })
    return (name, value) => {
      if (name === 'value' && field.value !== String(value ?? '')) field.value = String(value ?? '')
      else if (name === 'placeholder') field.placeholder = String(value ?? '')
      else if (name === 'disabled') field.disabled = flag(value)
      else if (name === 'password') field.setAttribute('type', flag(value) ? 'password' : 'text')
      else if (name === 'type')
        field.inputMode = value === 'digit' ? 'decimal' : value === 'number' ? 'numeric' : 'text'
      else if (name === 'focus' && flag(value)) setTimeout(() => field.focus())
      else if (name.startsWith('aria-')) field.setAttribute(name, String(value))
      else if (name === 'maxlength') {
        const length = Number(value ?? 140)
        if (length >= 0) field.maxLength = length
        else field.removeAttribute('maxlength')
      }
    }
  }

/** The elements below a container that carry a value for a form or a group. */
const controls = (element: Element): WxElement[] =>
  [...element.querySelectorAll<WxElement>('*')].filter(it => it.__value !== undefined)

/** Checkbox and radio: on or off, told to the group around them. */
const option =
  (group: 'wx-checkbox-group' | 'wx-radio-group'): BuiltIn =>
  element => {
    let on = false
    const set = (value: boolean) => {
      on = value
      element.classList.toggle('wx-on', on)
    }
    element.__value = () => on
    element.__tapped = () => {
      if (flag(element.__read('disabled'))) return true
      const around = element.closest(group) as WxElement | null
      if (group === 'wx-radio-group') for (const other of controls(around ?? element)) other.__choose?.(false)
      set(group === 'wx-radio-group' || !on)
      if (around) fire(around, 'change', { value: around.__value?.() })
      return true
    }
    element.__choose = value => set(Boolean(value))
    return (name, value) => {
      if (name === 'checked') set(flag(value))
    }
  }

const image: BuiltIn = (element, page) => {
  const picture = page.createElement('img')
  element.append(picture)
  picture.addEventListener('load', () => {
    if (element.__read('mode') === 'widthFix') element.style.height = 'auto'
    fire(element, 'load', { width: picture.naturalWidth, height: picture.naturalHeight })
  })
  picture.addEventListener('error', () => {
    report('image', `<image src="${element.__read('src')}"> could not be shown`)
    fire(element, 'error', { errMsg: `GET ${element.__read('src')} fail` })
  })
  const fits: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover', center: 'none' }
  return (name, value) => {
    if (name === 'src' && value) picture.src = appUrl(String(value), page)
    if (name === 'mode') picture.style.objectFit = fits[String(value)] ?? 'fill'
    if (name === 'aria-label') picture.alt = String(value)
  }
}

const picker = fixed(element => {
  let chosen: unknown
  element.__value = () => chosen ?? element.__read('value')
  element.__tapped = () => true
  element.__choose = value => {
    if (flag(element.__read('disabled'))) throw new Error('the picker is disabled')
    const mode = String(element.__read('mode') ?? 'selector')
    const range = (element.__read('range') ?? []) as unknown[]
    if (mode === 'selector' && !(Number.isInteger(value) && (value as number) >= 0 && (value as number) < range.length))
      throw new Error(`expected an index below ${range.length}, found ${String(value)}`)
    const [start, end] = [element.__read('start'), element.__read('end')].map(bound =>
      bound ? String(bound) : undefined,
    )
    if ((mode === 'date' || mode === 'time') && ((start && String(value) < start) || (end && String(value) > end)))
      throw new Error(`expected ${start ?? ''}..${end ?? ''}, found ${String(value)}`)
    // phones give the index of a selector as text
    chosen = mode === 'selector' ? String(value) : value
    change(element, 'value', 'change', { value: chosen }, value)
  }
})

const slider = fixed(element => {
  element.__value = () => Number(element.__read('value') ?? 0)
  element.__choose = value => change(element, 'value', 'change', { value }, value)
})

const BUILT_INS: Record<string, BuiltIn> = {
  ...Object.fromEntries(plain.map(tag => [tag, fixed(() => {})])),
  input: textField('input'),
  textarea: textField('textarea'),
  image,
  picker,
  slider,
  checkbox: option('wx-checkbox-group'),
  radio: option('wx-radio-group'),
  'checkbox-group': fixed(element => {
    element.__value = () =>
      [...element.querySelectorAll<WxElement>('wx-checkbox')].filter(it => it.__value?.()).map(it => it.__read('value'))
  }),
  'radio-group': fixed(element => {
    element.__value = () =>
      [...element.querySelectorAll<WxElement>('wx-radio')].find(it => it.__value?.())?.__read('value')
  }),
  switch: element => {
    let on = false
    const set = (value: boolean) => {
      on = value
      element.classList.toggle('wx-on', on)
    }
    element.__value = () => on
    element.__tapped = () => {
      if (flag(element.__read('disabled'))) return true
      set(!on)
      change(element, 'checked', 'change', { value: on }, on)
      return true
    }
    return (name, value) => {
      if (name === 'checked') set(flag(value))
    }
  },
  label: fixed(element => {
    element.__tapped = () => {
      const id = element.__read('for')
      const target = id ? element.ownerDocument.getElementById(String(id)) : controls(element)[0]
      ;(target as WxElement | null)?.querySelector<HTMLElement>('.wx-field')?.focus()
      return (target as WxElement | null)?.__tapped?.() ?? true
    }
  }),
  button: fixed(element => {
    element.__tapped = () => {
      const form = element.closest('wx-form') as WxElement | null
      const type = element.__read('form-type')
      if (type === 'submit' && form) fire(form, 'submit', { value: form.__value?.() })
      if (type === 'reset' && form) fire(form, 'reset', {})
      const open = element.__read('open-type')
      if (open === 'share') state.hooks.share('button', { id: element.id, dataset: element.__wxElement?.dataset ?? {} })
      return true
    }
  }),
  form: fixed(element => {
    element.__value = () =>
      Object.fromEntries(
        controls(element)
          .filter(control => control.__read('name'))
          .map(control => [String(control.__read('name')), control.__value?.()]),
      )
  }),
  navigator: fixed(element => {
    element.__tapped = () => {
      const type = String(element.__read('open-type') ?? 'navigate')
      state.hooks.openUrl(type, String(element.__read('url') ?? ''), Number(element.__read('delta') ?? 1))
      return true
    }
  }),
  'scroll-view': element => {
    element.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
      fire(element, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: 0 })
      if (scrollTop + element.clientHeight >= scrollHeight - 50) fire(element, 'scrolltolower', { direction: 'bottom' })
    })
    return (name, value) => {
      if (name === 'scroll-top') setTimeout(() => (element.scrollTop = Number(value)))
      if (name === 'scroll-left') setTimeout(() => (element.scrollLeft = Number(value)))
      if (name === 'scroll-into-view' && value)
        setTimeout(() =>
          element.ownerDocument.getElementById(String(value))?.scrollIntoView({ block: 'start', inline: 'start' }),
        )
    }
  },
  swiper: fixed(element => {
    element.__choose = value => fire(element, 'change', { current: value, currentItemId: '', source: 'touch' })
  }),
  progress: (element, page) => {
    const bar = page.createElement('div')
    element.append(bar)
    return (name, value) => {
      if (name === 'percent') bar.style.width = `${Number(value)}%`
    }
  },
  canvas: fixed((element, page) => element.append(page.createElement('canvas'))),
  'rich-text': element => (name, value) => {
    if (name === 'nodes') element.innerHTML = typeof value === 'string' ? value : richText(value)
  },
  'page-meta': element => (name, value) => {
    const { body, documentElement } = element.ownerDocument
    if (name === 'page-style') body.setAttribute('style', styleAttribute(String(value)))
    if (name === 'root-font-size') documentElement.style.fontSize = styleAttribute(String(value))
  },
  'navigation-bar': element => (name, value) => {
    if (name === 'title') state.hooks.setTitle(String(value), element.ownerDocument)
  },
}

interface RichNode {
  type?: string
  text?: string
  name?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

function richText(nodes: unknown): string {
  const holder = document.createElement('div')
  const add = (parent: Element, list: RichNode[]) => {
    for (const node of list) {
      if (node.type === 'text') parent.append(node.text ?? '')
      else {
        const element = document.createElement(node.name ?? 'span')
        for (const [name, value] of Object.entries(node.attrs ?? {})) element.setAttribute(name, value)
        add(element, node.children ?? [])
        parent.append(element)
      }
    }
  }
  add(holder, (nodes ?? []) as RichNode[])
  return holder.innerHTML
}
