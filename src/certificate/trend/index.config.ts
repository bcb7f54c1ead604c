export default definePageConfig({ navigationBarTitleText: '往年规律' })
