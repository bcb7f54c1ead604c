import { TABS } from '../routes'

/** What is passed on from a page that shows nothing of the person: the app itself, never a picture of the screen. */
export const shareOfApp = () => ({
  title: '注安通关：每科成绩还管几年，哪天出分',
  path: `/${TABS.progress}`,
  imageUrl: '/assets/share.png',
})
