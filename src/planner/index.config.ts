export default definePageConfig({ navigationBarTitleText: '假如考过' })
