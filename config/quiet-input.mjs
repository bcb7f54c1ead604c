// Bundled into the mini-program: what is typed is not sent back to the field that it was typed into.
import { FormElement, TaroElement } from '@tarojs/runtime'

const { dispatchEvent } = FormElement.prototype

/**
 * Taro answers each input event with a `setData` of the field's value. On a slow phone that arrives after the next key, and
 * takes it away: "100" ends as "10". Here the element remembers what was typed, so that it is right whenever it is sent
 * with everything around it, and sends nothing.
 */
FormElement.prototype.dispatchEvent = function (event) {
  if (event.type !== 'input') return dispatchEvent.call(this, event)
  if (event.mpEvent) this.props.value = event.mpEvent.detail.value
  return TaroElement.prototype.dispatchEvent.call(this, event)
}
