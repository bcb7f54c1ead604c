export default definePageConfig({
  navigationBarTitleText: '朋友的进度',
  enableShareAppMessage: true,
  enableShareTimeline: true,
})
