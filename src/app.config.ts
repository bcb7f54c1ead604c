export default defineAppConfig({
  pages: ['pages/progress/index'],
  window: { navigationBarTitleText: '注安通关' },
  lazyCodeLoading: 'requiredComponents',
})
