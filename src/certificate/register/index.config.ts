export default definePageConfig({ navigationBarTitleText: '注册与继续教育' })
