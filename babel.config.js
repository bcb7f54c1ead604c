// Taro's build reads this file; Jest transforms with SWC and does not.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
}
