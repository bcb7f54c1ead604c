import { withoutUnused } from '../../config/lean-templates-plugin'

const TEMPLATE = `<template name="tmpl_0_0">
  <view hover-class="{{i.p6||'none'}}" animation="{{i.p0}}" bindtouchstart="eh" bindlongpress="eh" catchtouchmove="eh" aria-label="{{i.p3}}" style="{{i.st}}" class="{{i.cl}}" bindtap="eh"  id="{{i.uid||i.sid}}" data-sid="{{i.sid}}">
    <template is="{{xs.a(c, item.nn, l)}}" data="{{i:item,c:c+1,l:xs.f(l,item.nn)}}" wx:for="{{i.cn}}" wx:key="sid" />
  </view>
</template>
<input focus="{{xs.b(i.focus,!1)}}" hold-keyboard="{{xs.b(i.p14,false)}}" bindinput="eh" />`

const attributes = (source: string) =>
  [...withoutUnused(TEMPLATE, source).matchAll(/ ([a-z-]+)=/g)].map(([, name]) => name)
const NEEDED = ['name', 'style', 'class', 'bindtap', 'id', 'data-sid', 'is', 'data', 'focus']

describe('templates without what nobody uses', () => {
  it('keep what Taro itself needs', () => {
    expect(attributes('')).toEqual(NEEDED)
  })

  it('keep attributes and events that the source names', () => {
    expect(attributes('<View hoverClass="on" ariaLabel={label} onLongPress={hold} />')).toEqual(
      expect.arrayContaining(['hover-class', 'aria-label', 'bindlongpress']),
    )
    expect(attributes('<Input holdKeyboard onInput={type} />')).toEqual(
      expect.arrayContaining(['hold-keyboard', 'bindinput']),
    )
  })

  it('hold the page still where something catches moves', () => {
    expect(attributes('<View catchMove />')).toContain('catchtouchmove')
    expect(attributes('<View onTouchMove={drag} />')).toContain('catchtouchmove')
    expect(attributes('<View />')).not.toContain('catchtouchmove')
  })

  it('leave numbers and the rest of the text as they are', () => {
    expect(withoutUnused(TEMPLATE, 'hoverClass')).toContain(`hover-class="{{i.p6||'none'}}" style=`)
    expect(withoutUnused(TEMPLATE, 'hoverClass')).toContain('data="{{i:item,c:c+1,l:xs.f(l,item.nn)}}" wx:for')
  })
})
