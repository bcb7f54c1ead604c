export default definePageConfig({ navigationBarTitleText: '注安通关', enableShareAppMessage: true })
