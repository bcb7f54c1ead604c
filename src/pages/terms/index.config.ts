export default definePageConfig({ navigationBarTitleText: '使用条款' })
