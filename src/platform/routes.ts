/** Every page of the mini-program; `app.config.ts` lists the same paths, as Taro reads only a plain literal there. */
export const TABS = {
  progress: 'pages/progress/index',
  scores: 'pages/scores/index',
  calendar: 'pages/calendar/index',
  me: 'pages/me/index',
} as const

/** Pages that open over a tab and are left again by the way back. */
export const PAGES = {
  now: 'certificate/now/index',
  score: 'certificate/score/index',
  download: 'certificate/download/index',
  endorsements: 'certificate/endorsements/index',
  review: 'certificate/review/index',
  paper: 'certificate/paper/index',
  register: 'certificate/register/index',
  questions: 'certificate/questions/index',
  trend: 'certificate/trend/index',
  planner: 'planner/index',
  rules: 'help/rules/index',
  about: 'help/about/index',
  welcome: 'pages/welcome/index',
  reminders: 'pages/reminders/index',
  privacy: 'pages/privacy/index',
  terms: 'pages/terms/index',
  poster: 'share/poster/index',
  card: 'share/card/index',
} as const

export type TabName = keyof typeof TABS
export type PageName = keyof typeof PAGES
