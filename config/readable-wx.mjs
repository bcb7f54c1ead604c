/*
 * In a single page of Moments some members of `wx` throw when they are merely read (NervJS/taro#16596), and Taro reads all
 * of them when it starts: the page stays white. This is bundled before Taro and takes out what cannot be read.
 */
const unreadable = Object.keys(wx).filter(name => {
  try {
    return wx[name] === null
  } catch {
    return true
  }
})

const stubborn = unreadable.filter(name => {
  try {
    Object.defineProperty(wx, name, { value: undefined, configurable: true, writable: true })
    return false
  } catch {
    return true
  }
})

// What cannot be replaced is not told of: Taro asks for the names first.
if (stubborn.length > 0) {
  const { keys } = Object
  Object.keys = of => (of === wx ? keys(of).filter(name => stubborn.indexOf(name) < 0) : keys(of))
}
