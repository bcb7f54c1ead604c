export default definePageConfig({ navigationBarTitleText: '注安通关' })
