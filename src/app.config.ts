export default defineAppConfig({
  pages: ['pages/progress/index', 'pages/scores/index', 'pages/calendar/index', 'pages/me/index'],
  // Their paths are promised; what is seldom opened is downloaded when it is.
  subPackages: [
    {
      root: 'certificate',
      pages: [
        'now/index',
        'score/index',
        'download/index',
        'endorsements/index',
        'review/index',
        'paper/index',
        'register/index',
        'questions/index',
        'trend/index',
      ],
    },
    { root: 'planner', pages: ['index'] },
    { root: 'help', pages: ['rules/index', 'about/index'] },
    { root: 'share', pages: ['poster/index', 'card/index'] },
    { root: 'pages/welcome', pages: ['index'] },
    { root: 'pages/reminders', pages: ['index'] },
    { root: 'pages/privacy', pages: ['index'] },
    { root: 'pages/terms', pages: ['index'] },
  ],
  // Where people mostly go from there; all of it together stays far below the 2 MB that WeChat loads ahead for one page.
  preloadRule: {
    'pages/progress/index': { network: 'all', packages: ['certificate', 'planner'] },
    'pages/me/index': { network: 'all', packages: ['pages/reminders', 'share', 'help'] },
  },
  window: {
    navigationBarTitleText: '注安通关',
    navigationBarBackgroundColor: '@bg',
    navigationBarTextStyle: '@textStyle' as 'black',
    backgroundColor: '@bg',
    backgroundTextStyle: '@loading' as 'dark',
  },
  tabBar: {
    color: '@tab',
    selectedColor: '@tabOn',
    backgroundColor: '@surface',
    borderStyle: '@border' as 'black',
    list: [
      { pagePath: 'pages/progress/index', text: '进度', iconPath: '@progress', selectedIconPath: '@progressOn' },
      { pagePath: 'pages/scores/index', text: '成绩', iconPath: '@scores', selectedIconPath: '@scoresOn' },
      { pagePath: 'pages/calendar/index', text: '日历', iconPath: '@calendar', selectedIconPath: '@calendarOn' },
      { pagePath: 'pages/me/index', text: '我的', iconPath: '@me', selectedIconPath: '@meOn' },
    ],
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
  sitemapLocation: 'sitemap.json',
})
