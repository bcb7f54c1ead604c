export default definePageConfig({ navigationBarTitleText: '查分' })
