/** Who may import whom: docs/decisions/041-who-imports-whom.md. */

const test = '\\.(test|browser|fixture)\\.tsx?$'

/** Folders of src that every feature may use; all others are features. */
const shared = ['here', 'who', 'store', 'sync', 'ui', 'i18n', 'kinds', 'first']

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is either an entry or left over.',
      severity: 'error',
      from: { orphan: true, pathNot: [test, '\\.d\\.ts$', '^hub/commands/', '^test/'] },
      to: {},
    },
    {
      name: 'core-is-pure',
      comment: 'core runs everywhere: it knows no other folder and nothing of Node or the browser.',
      severity: 'error',
      from: { path: '^core/', pathNot: test },
      to: { pathNot: ['^core/', '^node_modules/'] },
    },
    {
      name: 'app-and-hub-apart',
      comment: 'They share core, and meet over HTTP.',
      severity: 'error',
      from: { path: '^(src|service-worker)/' },
      to: { path: '^hub/' },
    },
    {
      name: 'hub-without-app',
      severity: 'error',
      from: { path: '^hub/' },
      to: { path: '^(src|service-worker)/' },
    },
    {
      name: 'service-worker-is-small',
      comment: 'Of the app it shares the store and the delivering alone.',
      severity: 'error',
      from: { path: '^service-worker/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(store|sync)/' },
    },
    {
      name: 'features-by-their-index',
      comment: 'What one feature offers another is what an index.ts of it exports. Only src/place loads whole screens.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: [test, '^src/place/'] },
      to: { path: '^src/([^/]+)/', pathNot: [`^src/(${shared.join('|')}|$1)/`, '/index\\.tsx?$'] },
    },
    {
      name: 'store-below-everything',
      comment: 'The store knows neither screens nor the network.',
      severity: 'error',
      from: { path: '^src/store/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/store/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(core|hub|src|service-worker)/', pathNot: test },
      to: { path: ['^test/', test] },
    },
    {
      name: 'shipped-code-uses-shipped-packages',
      comment: 'A package of devDependencies is missing where the hub is installed.',
      severity: 'error',
      from: { path: '^(core|hub|src|service-worker)/', pathNot: [test, '^hub/commands/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-is-found',
      comment: 'What benches compare with, and servers of another make, are installed only when they run.',
      severity: 'error',
      from: { pathNot: '^test/(bench|media/outside)/.*\\.mjs$' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/.+/node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
