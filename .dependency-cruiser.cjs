/** Who may import what: docs/architecture.md draws the same borders, __tests__/unit/import-borders.test.ts plants a breach of each. */
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

/** The rooms of the server, and which of the others each may import. */
const ROOMS = {
  accounts: [],
  audit: [],
  deliveries: [],
  reports: [],
  announcements: ['audit', 'deliveries'],
  grants: ['audit', 'deliveries'],
  record: ['accounts'],
  calendar: ['announcements'],
  inbox: ['audit', 'deliveries', 'grants'],
  sending: ['announcements', 'audit', 'deliveries', 'grants'],
  shares: ['accounts'],
  firing: ['audit', 'calendar', 'deliveries'],
  operator: ['announcements', 'audit', 'deliveries', 'firing', 'sending'],
  subscriptions: ['announcements', 'calendar', 'deliveries', 'firing', 'grants', 'inbox', 'reports'],
  background: ['accounts', 'announcements', 'deliveries', 'firing', 'grants', 'inbox', 'record', 'sending'],
}
const anyRoom = `^server/src/(${Object.keys(ROOMS).join('|')})/`
const list = rooms => (rooms.length === 0 ? 'no other room' : `of the rooms ${rooms.join(', ')} only`)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-circular', 'Two modules need each other: move what they share into a third.', {}, { circular: true }),
    forbid(
      'exam-is-pure',
      'packages/exam knows the exam and nothing else: only dayjs core may be imported.',
      { path: '^packages/exam/src' },
      { pathNot: ['^packages/exam/src', '^node_modules/dayjs/(dayjs\\.min\\.js|index\\.d\\.ts|package\\.json)$'] },
    ),
    forbid(
      'api-is-a-contract',
      'packages/api is data and pure functions: exam and the schema library.',
      { path: '^packages/api/src' },
      { pathNot: ['^packages/(api|exam)/src', '^node_modules/@sinclair/typebox'] },
    ),
    forbid(
      'api-for-phones',
      'WeChat forbids generated code and every kilobyte counts: vocabulary, record, share-card and client take the rest of packages/api as types only.',
      { path: '^packages/api/src/(vocabulary|record|share-card|client)\\.ts$' },
      {
        pathNot: '^packages/(api/src/(vocabulary|record|share-card|client)\\.ts$|exam/src)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'src-without-schemas',
      'The mini-program takes @zhuan/api/vocabulary, /record, /share-card and /client: never the index nor the schema library.',
      { path: '^src' },
      { path: '^packages/api/src/(?!(vocabulary|record|share-card|client)\\.ts$)|^node_modules/@sinclair/typebox' },
    ),
    forbid(
      'packages-by-their-exports',
      'What a package offers stands in its index.ts, of packages/api and packages/exam also in the modules that their package.json names: export it there or do without.',
      { pathNot: '^packages/' },
      {
        path: '^packages/[^/]+/src/(?!index\\.ts$)',
        pathNot:
          '^packages/(api/src/(vocabulary|record|share-card|client|fetch-transport)|exam/src/planning/(plan|next-step))\\.ts$',
      },
    ),
    forbid(
      'src-never-server',
      'The mini-program reaches the server over HTTP: share types through packages/api.',
      { path: '^src' },
      { path: '^(server|cli|packages/(stop-signals|wechat-sandbox|weapp-runner))/' },
    ),
    forbid(
      'server-never-src',
      'The server does not know the mini-program: put what both need into packages/exam or packages/api.',
      { path: '^server/src' },
      { path: '^(src|cli|packages/(wechat-sandbox|weapp-runner)|__tests__)/' },
    ),
    forbid(
      'cli-calls-the-server',
      'The command line reaches the server over HTTP: what both need belongs to packages/api or packages/exam.',
      { path: '^cli/src' },
      { path: '^(src|server|config)/' },
    ),
    forbid(
      'product-never-tools',
      'Product code never imports the sandbox, the runner, scripts or tests.',
      { path: '^(src|server/src|cli/src|packages/(exam|api)/src)' },
      { path: '^(packages/(wechat-sandbox|weapp-runner)|__tests__|bench|scripts)/|/tests/' },
    ),
    forbid(
      'tools-stand-alone',
      'The sandbox and the runner take the place of WeChat, and signals concern every process: none of them knows the product.',
      { path: '^packages/(stop-signals|wechat-sandbox|weapp-runner)/src' },
      { path: '^(src|server|packages/(exam|api))/' },
    ),
    forbid(
      'platform-owns-taro',
      'Only src/platform calls Taro APIs (page hooks stay in page files): add a function there.',
      { path: '^src', pathNot: '^src/(platform|pages|help|certificate|share|app\\.tsx)' },
      { path: 'node_modules/@tarojs/taro' },
    ),
    forbid(
      'platform-is-the-floor',
      'src/platform stands at the bottom: it imports Taro, react and api only.',
      { path: '^src/platform' },
      { path: '^src/(?!platform)|^packages/exam' },
    ),
    forbid(
      'stores',
      'Stores stand on platform, exam and api.',
      { path: '^src/stores' },
      { path: '^src/(?!platform|stores)' },
    ),
    forbid(
      'words-are-pure',
      'src/words says what the core found, for every feature: it imports packages/exam only.',
      { path: '^src/words' },
      { path: '^(src/(?!words)|node_modules)' },
    ),
    forbid(
      'features-stand-alone',
      'A feature never imports another feature: move what both need to components, words, stores or packages/exam.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
    ),
    forbid(
      'features',
      'Features stand on stores, platform, components and exam.',
      { path: '^src/features' },
      { path: '^src/(pages|help|certificate|share|app)' },
    ),
    forbid(
      'components-are-domain-free',
      'Components know no domain: hand the words in as props.',
      { path: '^src/components' },
      { path: '^(src/(?!components|styles|platform)|packages/)' },
    ),
    forbid(
      'certificate-in-its-subpackage',
      'What only the subpackage certificate/ shows must not be downloaded with the main package: import nothing of it elsewhere.',
      { path: '^src/(?!certificate/|features/certificate/)' },
      { path: '^src/features/certificate/' },
    ),
    forbid(
      'share-in-its-subpackage',
      'What only the subpackage share/ shows must not be downloaded with the main package: import nothing of it elsewhere.',
      { path: '^src/(?!share/|features/share/)' },
      { path: '^src/features/share/' },
    ),
    forbid(
      'nothing-imports-a-page',
      'Nothing imports a page: move the shared part into a feature.',
      { path: '^src' },
      { path: '^src/(pages|help|certificate|share)/.*index\\.tsx$' },
    ),
    forbid(
      'server-wechat-and-database',
      'server/wechat and server/database stand on Node, libraries and api.',
      { path: '^server/src/(wechat|database)/' },
      {
        path: '^(server/src/http/|server/src/(app|compose|context|main)\\.ts|packages/exam/)',
      },
    ),
    forbid(
      'server-floor',
      'What all rooms of the server stand on imports none of them: only compose.ts knows every room.',
      { path: '^server/src/((database|http|wechat)/|[^/]+$)', pathNot: '^server/src/compose\\.ts$' },
      { path: anyRoom },
    ),
    ...Object.entries(ROOMS).map(([room, others]) =>
      forbid(
        `server-room-${room}`,
        `server/src/${room} imports ${list(others)}: hand the rest in through the context, compose.ts or an argument.`,
        { path: `^server/src/${room}/` },
        { path: anyRoom, pathNot: `^server/src/(${[room, ...others].join('|')})/` },
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
