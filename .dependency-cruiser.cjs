/** The walls of the house: imports run inward only (domain <- application <- projections, adapters <- adapters/main). */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment: 'domain imports domain and ts-pattern only: no I/O, no node: modules, no other library',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: ['^domain/', 'node_modules/ts-pattern/'] },
    },
    {
      name: 'application-imports-domain',
      severity: 'error',
      from: { path: '^application/' },
      to: { path: ['^projections/', '^adapters/', '^test/'] },
    },
    {
      name: 'projections-import-events-only',
      severity: 'error',
      from: { path: '^projections/', pathNot: '^projections/deadlines/' },
      to: { path: '^domain/', pathNot: ['^domain/[^/]+/events\\.ts$', '^domain/shared/', '^domain/aggregates\\.ts$'] },
    },
    {
      name: 'timers-import-their-decisions',
      comment:
        'the timers are a read model of decisions that belong to the processes: which deadlines events set and clear',
      severity: 'error',
      from: { path: '^projections/deadlines/' },
      to: {
        path: '^domain/',
        pathNot: [
          '^domain/[^/]+/events\\.ts$',
          '^domain/shared/',
          '^domain/aggregates\\.ts$',
          '^domain/processes/deadlines?\\.ts$',
        ],
      },
    },
    {
      name: 'projections-stay-out-of-adapters',
      severity: 'error',
      from: { path: '^projections/' },
      to: { path: ['^adapters/', '^application/', '^test/'] },
    },
    {
      name: 'adapters-never-import-one-another',
      comment:
        'providers of one kind share the files of its folder itself, and documents of all countries the printed page',
      severity: 'error',
      from: { path: '^adapters/(?!main/)((event-store|payments|carriers|tax-documents)/[^/]+|[^/]+)/' },
      to: {
        path: '^adapters/',
        pathNot: ['^adapters/$1/', '^adapters/$2/(?:page/|[^/]+\\.ts$)'],
      },
    },
    {
      name: 'adapters-see-queries-not-projectors',
      severity: 'error',
      from: { path: '^adapters/(?!main/)' },
      to: { path: '^projections/', pathNot: ['^projections/[^/]+/queries\\.ts$', '^projections/[^/]+/view\\.ts$'] },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'no-unlisted-dependencies',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { pathNot: '^(test|adapters/deploy)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.stryker-tmp)/|^test/mutation/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
