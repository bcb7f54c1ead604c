export default definePageConfig({ navigationBarTitleText: '规则与常见误区' })
