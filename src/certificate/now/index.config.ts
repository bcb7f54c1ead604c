export default definePageConfig({ navigationBarTitleText: '现在该做什么' })
