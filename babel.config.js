// Taro's build reads this file; Jest transforms with SWC and does not.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // What WeChat itself still runs on; without it everything is compiled to ES5, with helpers (docs/decisions/016).
        targets: { ios: '12', chrome: '70' },
      },
    ],
  ],
}
