export default definePageConfig({ navigationBarTitleText: '加注管理' })
