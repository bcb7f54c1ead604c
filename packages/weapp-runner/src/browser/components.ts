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

const PLAIN = `view text block swiper-item cover-view root-portal page-container icon match-media open-data`.split(' ')

const UNSUPPORTED =
  `map video camera live-player live-pusher web-view ad ad-custom movable-area movable-view voip-room editor audio
functional-page-navigator official-account picker-view grid-view list-view sticky-header sticky-section snapshot`.split(
    /\s+/,
  )

const flag = (value: unknown): boolean =>
  value === '' || (value !== undefined && value !== null && value !== false && value !== 'false')

/** Tells the app of a new value, and the page's data where the template binds it with `model:`. */
function change(element: WxElement, attribute: string, type: string, detail: Record<string, unknown>): void {
  element.__models?.[attribute]?.(detail.value)
  fire(element, type, detail)
}

/** Creates what stands in the DOM for a tag of a template: `wx-` and the tag, with the control inside where there is one. */
export function createBuiltIn(page: Document, tag: string): WxElement {
  const element = page.createElement(`wx-${tag.toLowerCase()}`) as unknown as WxElement
  element.__read = name => element.__wxElement?.attributes.find(attribute => attribute.name === name)?.value
  if (UNSUPPORTED.includes(tag)) report('unsupported', `<${tag}> is not implemented by weapp-runner`)
  const update = BUILT_INS[tag]?.(element, page)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, text: string) => {
    setAttribute(name, name === 'style' ? styleAttribute(text) : text)
    // the text is all that the DOM gets; glass-easel has kept the value by now
    update?.(name, element.__read(name))
  }
  return element
}

/** Inline style with rpx at the device's width. */
const styleAttribute = (text: string): string => convertRpx(text, state.boot.device.width, state.boot.device.pixelRatio)

const textField =
  (tag: 'input' | 'textarea'): BuiltIn =>
  (element, page) => {
    const field = page.createElement(tag)
    field.className = 'wx-field'
    field.maxLength = 140
    element.append(field)
    const cursor = () => field.selectionStart ?? field.value.length
    element.__value = () => field.value
    field.addEventListener('input', event => {
      event.stopPropagation()
      const keyCode = field.value.charCodeAt(cursor() - 1) || 8
      change(element, 'value', 'input', { value: field.value, cursor: cursor(), keyCode })
    })
    field.addEventListener('focus', () => fire(element, 'focus', { value: field.value, height: 0 }))
    field.addEventListener('blur', () => fire(element, 'blur', { value: field.value, cursor: cursor() }))
    field.addEventListener('keydown', event => {
      if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') fire(element, 'confirm', { value: field.value })
    })
    const updates: Record<string, (value: unknown) => void> = {
      value: value => {
        if (field.value !== String(value ?? '')) field.value = String(value ?? '')
      },
      placeholder: value => field.setAttribute('placeholder', String(value ?? '')),
      disabled: value => field.toggleAttribute('disabled', flag(value)),
      password: value => field.setAttribute('type', flag(value) ? 'password' : 'text'),
      maxlength: value => {
        const length = Number(value ?? 140)
        if (length < 0) field.removeAttribute('maxlength')
        else field.maxLength = length
      },
      focus: value => flag(value) && setTimeout(() => field.focus()),
    }
    return (name, value) => {
      updates[name]?.(value)
      if (name.startsWith('aria-')) field.setAttribute(name, String(value))
    }
  }

/** The elements below a container that carry a value for a form or a group. */
const controls = (element: Element, tag = '*'): WxElement[] =>
  [...element.querySelectorAll<WxElement>(tag)].filter(it => it.__value !== undefined)

/** Switch, checkbox and radio are on or off; the latter two tell the group around them. */
const toggle =
  (group?: 'wx-checkbox-group' | 'wx-radio-group'): BuiltIn =>
  element => {
    const isOn = () => element.classList.contains('wx-on')
    const set = (on: boolean) => element.classList.toggle('wx-on', on)
    element.__value = isOn
    element.__tapped = () => {
      if (flag(element.__read('disabled'))) return true
      const around = (group && element.closest(group)) as WxElement | null | undefined
      const alone = group === 'wx-radio-group'
      if (alone) for (const other of around?.querySelectorAll('wx-radio') ?? []) other.classList.remove('wx-on')
      set(alone || !isOn())
      if (around) fire(around, 'change', { value: around.__value?.() })
      else change(element, 'checked', 'change', { value: isOn() })
      return true
    }
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
    if (flag(element.__read('disabled'))) return 'the picker is disabled'
    const mode = String(element.__read('mode') ?? 'selector')
    const count = ((element.__read('range') ?? []) as unknown[]).length
    if (mode === 'selector' && !(Number.isInteger(value) && (value as number) >= 0 && (value as number) < count))
      return `expected an index below ${count}, found ${value}`
    const [start, end] = [element.__read('start') || '', element.__read('end') || '']
    if ((mode === 'date' || mode === 'time') && (String(value) < start || (end !== '' && String(value) > end)))
      return `expected ${start}..${end}, found ${value}`
    // phones give the index of a selector as text
    chosen = mode === 'selector' ? String(value) : value
    change(element, 'value', 'change', { value: chosen })
    return undefined
  }
})

const scrollView: BuiltIn = element => {
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
    fire(element, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: 0 })
    if (scrollTop + element.clientHeight >= scrollHeight - 50) fire(element, 'scrolltolower', { direction: 'bottom' })
  })
  const into = (id: string) => element.ownerDocument.getElementById(id)?.scrollIntoView({ block: 'start' })
  return (name, value) => {
    if (name === 'scroll-top') setTimeout(() => element.scrollTo({ top: Number(value) }))
    if (name === 'scroll-left') setTimeout(() => element.scrollTo({ left: Number(value) }))
    if (name === 'scroll-into-view' && value) setTimeout(() => into(String(value)))
  }
}

const BUILT_INS: Record<string, BuiltIn> = {
  ...Object.fromEntries(PLAIN.map(tag => [tag, fixed(() => {})])),
  input: textField('input'),
  textarea: textField('textarea'),
  image,
  picker,
  switch: toggle(),
  checkbox: toggle('wx-checkbox-group'),
  radio: toggle('wx-radio-group'),
  'checkbox-group': fixed(element => {
    const chosen = () => controls(element, 'wx-checkbox').filter(it => it.__value?.())
    element.__value = () => chosen().map(it => it.__read('value'))
  }),
  'radio-group': fixed(element => {
    element.__value = () =>
      controls(element, 'wx-radio')
        .find(it => it.__value?.())
        ?.__read('value')
  }),
  label: fixed(element => {
    element.__tapped = () => {
      const id = element.__read('for')
      const target = (id ? element.ownerDocument.getElementById(String(id)) : controls(element)[0]) as
        | WxElement
        | undefined
      target?.querySelector<HTMLElement>('.wx-field')?.focus()
      return target?.__tapped?.() ?? true
    }
  }),
  button: fixed(element => {
    element.__tapped = () => {
      const form = element.closest('wx-form') as WxElement | null
      const type = element.__read('form-type')
      if (form && (type === 'submit' || type === 'reset')) fire(form, type, { value: form.__value?.() })
      if (element.__read('open-type') === 'share')
        state.hooks.share('button', { id: element.id, dataset: element.__wxElement?.dataset ?? {} })
      return true
    }
  }),
  form: fixed(element => {
    const named = () => controls(element).filter(control => control.__read('name'))
    element.__value = () => Object.fromEntries(named().map(one => [String(one.__read('name')), one.__value?.()]))
  }),
  navigator: fixed(element => {
    element.__tapped = () => {
      const [type, url, delta] = ['open-type', 'url', 'delta'].map(name => element.__read(name))
      state.hooks.openUrl(String(type ?? 'navigate'), String(url ?? ''), Number(delta ?? 1))
      return true
    }
  }),
  'scroll-view': scrollView,
  swiper: fixed(element => {
    element.__choose = current => void fire(element, 'change', { current, currentItemId: '', source: 'touch' })
  }),
  slider: fixed(element => {
    element.__value = () => element.__read('value')
    element.__choose = value => void change(element, 'value', 'change', { value })
  }),
  progress: (element, page) => {
    const bar = element.appendChild(page.createElement('div'))
    return (name, value) => {
      if (name === 'percent') bar.style.width = `${Number(value)}%`
    }
  },
  canvas: fixed((element, page) => element.append(page.createElement('canvas'))),
  'rich-text': element => (name, value) => {
    if (name !== 'nodes') return
    if (typeof value === 'string') element.innerHTML = value
    else if (value) report('unsupported', '<rich-text nodes>: weapp-runner takes text, not an array')
  },
  'page-meta': element => (name, value) => {
    const { body, documentElement } = element.ownerDocument
    if (name === 'page-style') body.setAttribute('style', styleAttribute(String(value)))
    if (name === 'root-font-size') documentElement.style.fontSize = styleAttribute(String(value))
  },
}
