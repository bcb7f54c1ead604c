import { convertRpx } from '../rpx'
import { fire } from './elements'
import { engine } from './engine'
import { events, report, state } from './state'
import { temporaryFiles } from './wx-canvas'
import type { BuiltIn, WxElement } from './wx-element'

type Build = (element: WxElement, page: Document) => BuiltIn

const UNSUPPORTED = `map video camera live-player live-pusher web-view ad ad-custom movable-area movable-view
voip-room editor audio functional-page-navigator official-account picker-view grid-view list-view sticky-header
sticky-section snapshot slider progress rich-text page-meta navigation-bar`.split(/\s+/)

const flag = (value: unknown): boolean => value !== undefined && value !== null && value !== false && value !== 'false'

/** Tells the app of a new value, and the page's data where the template binds it with `model:`. */
function change(element: WxElement, attribute: string, type: string, detail: Record<string, unknown>): void {
  element.__models?.[attribute]?.(detail.value)
  fire(element, type, detail)
}

/** Creates what stands in the DOM for a tag of a template: `wx-` and the tag, with the control inside where there is one. */
export function createBuiltIn(page: Document, tag: string): WxElement {
  const element = page.createElement(`wx-${tag.toLowerCase()}`) as unknown as WxElement
  element.__read = name => engine().read(element, name)
  if (UNSUPPORTED.includes(tag)) report('unsupported', `<${tag}> is not implemented by weapp-runner`)
  element.__own = BUILT_INS[tag]?.(element, page)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, text: string) => {
    setAttribute(name, name === 'style' ? convertRpx(text, state.boot.device) : text)
    if (name.startsWith('aria-')) element.querySelector('.wx-field')?.setAttribute(name, text)
    // the text is all that the DOM gets; the engine has kept the value by now
    element.__own?.set?.[name]?.(element.__read(name))
  }
  const removeAttribute = element.removeAttribute.bind(element)
  // what a template gives as `false`
  element.removeAttribute = (name: string) => {
    removeAttribute(name)
    element.__own?.set?.[name]?.(element.__read(name))
  }
  return element
}

const textField =
  (tag: 'input' | 'textarea'): Build =>
  (element, page) => {
    const field = Object.assign(page.createElement(tag), { className: 'wx-field', maxLength: 140 })
    element.append(field)
    const cursor = () => field.selectionStart ?? field.value.length
    field.addEventListener('input', () => {
      const keyCode = field.value.charCodeAt(cursor() - 1) || 8
      change(element, 'value', 'input', { value: field.value, cursor: cursor(), keyCode })
    })
    field.addEventListener('focus', () => fire(element, 'focus', { value: field.value, height: 0 }))
    field.addEventListener('blur', () => fire(element, 'blur', { value: field.value, cursor: cursor() }))
    field.addEventListener('keydown', event => {
      if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') fire(element, 'confirm', { value: field.value })
    })
    return {
      value: () => field.value,
      set: {
        value: value => Object.assign(field, { value: String(value ?? '') }),
        placeholder: value => field.setAttribute('placeholder', String(value ?? '')),
        disabled: value => field.toggleAttribute('disabled', flag(value)),
        password: value => field.setAttribute('type', flag(value) ? 'password' : 'text'),
        maxlength: value => field.setAttribute('maxlength', String(value ?? 140)),
        focus: value => flag(value) && setTimeout(() => field.focus()),
      },
    }
  }

/** The elements below a container that carry a value for a form. */
const controls = (element: Element, selector = '*'): WxElement[] =>
  [...element.querySelectorAll<WxElement>(selector)].filter(it => it.__own?.value !== undefined)

/** What is chosen in a group. */
const chosenIn = (group: Element) => [...group.querySelectorAll<WxElement>(':is(wx-checkbox, wx-radio).wx-on')]

/** Switch, checkbox and radio are on or off; the latter two tell the group around them. */
const toggle =
  (group?: 'wx-checkbox-group' | 'wx-radio-group'): Build =>
  element => {
    const isOn = () => element.classList.contains('wx-on')
    const turn = (on: boolean) => element.classList.toggle('wx-on', on)
    const alone = group === 'wx-radio-group'
    return {
      value: isOn,
      tapped: () => {
        if (flag(element.__read('disabled'))) return
        const around = group && element.closest<WxElement>(group)
        if (alone && around) for (const other of chosenIn(around)) other.classList.remove('wx-on')
        turn(alone || !isOn())
        if (around) fire(around, 'change', { value: around.__own?.value?.() })
        else change(element, 'checked', 'change', { value: isOn() })
      },
      set: { checked: value => turn(flag(value)) },
    }
  }

const OBJECT_FITS: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover', center: 'none' }

const image: Build = (element, page) => {
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
  return {
    set: {
      src: value => picture.setAttribute('src', temporaryFiles.get(String(value)) ?? String(value ?? '')),
      mode: value => picture.style.setProperty('object-fit', OBJECT_FITS[String(value)] ?? 'fill'),
    },
  }
}

const picker: Build = element => {
  let chosen: unknown
  const choose = (value: unknown) => {
    if (flag(element.__read('disabled'))) return 'the picker is disabled'
    const mode = String(element.__read('mode') ?? 'selector')
    const range = (element.__read('range') ?? []) as unknown[]
    if (mode === 'selector' && !(Number(value) in range))
      return `expected an index below ${range.length}, found ${value}`
    const [start, end] = [element.__read('start') || '', element.__read('end') || '\uffff']
    if ((mode === 'date' || mode === 'time') && (String(value) < start || String(value) > end))
      return `expected ${start}..${end}, found ${value}`
    // phones give the index of a selector as text
    chosen = mode === 'selector' ? String(value) : value
    change(element, 'value', 'change', { value: chosen })
    return undefined
  }
  return { value: () => chosen ?? element.__read('value'), tapped: () => {}, choose }
}

const scrollView: Build = (element, page) => {
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
    fire(element, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: 0 })
    if (scrollTop + element.clientHeight >= scrollHeight - 50) fire(element, 'scrolltolower', { direction: 'bottom' })
  })
  return {
    set: {
      'scroll-top': value => setTimeout(() => element.scrollTo({ top: Number(value) })),
      'scroll-into-view': id => setTimeout(() => page.getElementById(String(id))?.scrollIntoView()),
    },
  }
}

const BUILT_INS: Record<string, Build> = {
  input: textField('input'),
  textarea: textField('textarea'),
  image,
  picker,
  switch: toggle(),
  checkbox: toggle('wx-checkbox-group'),
  radio: toggle('wx-radio-group'),
  'scroll-view': scrollView,
  'checkbox-group': element => ({ value: () => chosenIn(element).map(it => it.__read('value')) }),
  'radio-group': element => ({ value: () => chosenIn(element)[0]?.__read('value') }),
  label: (element, page) => ({
    tapped: () => {
      const id = element.__read('for')
      const target = id ? page.querySelector<WxElement>(`[id="${id}"]`) : controls(element)[0]
      target?.querySelector<HTMLElement>('.wx-field')?.focus()
      target?.__own?.tapped?.()
    },
  }),
  button: element => ({
    tapped: () => {
      const form = element.closest<WxElement>('wx-form')
      const type = element.__read('form-type')
      if (form && (type === 'submit' || type === 'reset')) fire(form, type, { value: form.__own?.value?.() })
      const target = { id: element.id, dataset: engine().datasetOf(element) }
      const opens = element.__read('open-type')
      if (opens === 'share') events.emit('ShareButton', target)
      // WeChat's own page of the customer service opens; a test reads that it was asked for
      if (opens === 'contact') state.wxCalls.push({ name: 'contact', args: [target], page: state.currentRoute })
    },
  }),
  canvas: (element, page) => {
    const added = { createImage: () => new Image(), requestAnimationFrame: requestAnimationFrame.bind(window) }
    element.append(Object.assign(page.createElement('canvas'), added))
    return {}
  },
  form: element => ({
    value: () => Object.fromEntries(controls(element, '[name]').map(one => [one.__read('name'), one.__own?.value?.()])),
  }),
  navigator: element => ({
    tapped: () => {
      const type = String(element.__read('open-type') ?? 'navigate')
      // `navigate` and `redirect` are short for what `wx` calls navigateTo and redirectTo
      const go = state.wx[type] ?? state.wx[`${type}To`]!
      go({ url: element.__read('url'), delta: element.__read('delta') })
    },
  }),
}
