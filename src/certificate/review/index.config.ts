export default definePageConfig({ navigationBarTitleText: '考后审核' })
