export default definePageConfig({ navigationBarTitleText: '纸质证书' })
