export default definePageConfig({ navigationBarTitleText: '考试日历', enableShareAppMessage: true })
