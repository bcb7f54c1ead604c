// Plain JavaScript: the build plugin and the mini-program's runtime both read it.

/** Attributes that WeChat's components take for screen readers (base library 2.7.1) and Taro's tables leave out. */
const ARIA = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-disabled': '', 'aria-live': '' }

module.exports = { View: ARIA, Input: ARIA, Textarea: ARIA, Picker: ARIA }
