export default definePageConfig({ navigationBarTitleText: '出分提醒' })
