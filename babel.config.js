// Taro's build reads this file; Jest transforms with SWC and does not.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // Both know ES2019 and nothing newer, which WeChat's upload refuses (docs/phones.md); without it everything is
        // compiled to ES5, with helpers (docs/decisions/016).
        targets: { ios: '12', chrome: '70' },
      },
    ],
  ],
}
