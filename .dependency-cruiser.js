/** The arrows between packages, made into rules from tooling/levels.ts; `scripts/check arrows` runs them. */
import { Visitor } from '@swc/core/Visitor.js';
import {
  browserSafe,
  domainLibraries,
  libraries,
  productFolders,
  testCode,
  testLibraries,
  toolFolders,
} from './tooling/levels.ts';

// The visitor through which dependency-cruiser reads a file stops at `using x = …`, which Node 24 has.
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

const ours = `^(${[...productFolders, ...toolFolders].join('|')})/`;
const test = testCode.source;
const sandboxServer = '^infra/sandbox/src/server\\.ts$';
const serviceDoor = '^services/[^/]+/src/service\\.ts$';

const anyOf = (names) => `(${names.join('|')})`;
const lib = (names) => `^libs/${anyOf(names)}/`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Two rules per library: what its code may import, and what its tests may. */
const libraryArrows = Object.entries(libraries).flatMap(([name, { mayImport }]) => {
  const allowed = lib([name, ...mayImport]);
  const forTests = [lib([name, ...mayImport, ...testLibraries]), sandboxServer];
  const from = `^libs/${name}/`;
  return [
    forbid(
      `arrow-of-${name}`,
      'arrows point down only',
      { path: from, pathNot: test },
      { path: ours, pathNot: allowed },
    ),
    forbid(
      `arrow-of-${name}-tests`,
      'as its code, and the test libraries',
      { path: [from], pathNot: `^(?!.*(${test}))` },
      { path: ours, pathNot: forTests },
    ),
  ];
});

const unlisted = `^libs/(?!${anyOf(Object.keys(libraries))}/)`;

const layout = [
  forbid('no-circular', 'a cycle has no bottom to start reading at', {}, { circular: true }),
  forbid('not-to-unresolvable', 'what cannot be found would escape every other rule', {}, { couldNotResolve: true }),
  forbid('lib-without-a-level', 'give it a place in tooling/levels.ts', { path: unlisted }, {}),
  forbid('to-a-lib-without-a-level', 'give it a place in tooling/levels.ts', {}, { path: unlisted }),
  forbid(
    'front-door',
    'packages meet by name and through their exports, never by a path into each other',
    { path: '^((libs|services|infra)/[^/]+|journeys)/' },
    { path: ours, pathNot: '^$1/', dependencyTypes: ['local'] },
  ),
  forbid(
    'test-in-production',
    'nothing exists for a test alone in what runs',
    { path: ours, pathNot: test },
    { path: test },
  ),
  forbid(
    'dev-dependency-in-production',
    'development dependencies are absent in production',
    // What builds the pages runs before production.
    { path: '^(libs|services|infra)/', pathNot: [test, '^services/[^/]+/vite\\.config\\.ts$'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'undeclared-in-production',
    'a package declares what it imports; what the root declares is for tests and tools',
    { path: '^(libs|services|infra)/', pathNot: test },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
];

const services = [
  forbid(
    'service-to-service',
    'services meet in contracts and nowhere else; a test may put another beside its own, by its door',
    { path: '^services/([^/]+)/', pathNot: test },
    { path: '^services/', pathNot: '^services/$1/' },
  ),
  forbid(
    'service-to-above',
    'arrows point down only',
    { path: '^services/' },
    { path: ours, pathNot: ['^(libs|services)/', sandboxServer] },
  ),
  forbid(
    'service-to-test-library',
    'these start servers; only tests need them',
    { path: '^services/', pathNot: test },
    { path: [lib(testLibraries), sandboxServer] },
  ),
  forbid(
    'pure-domain',
    'rules are pure: time and ids come as arguments, nothing is looked up',
    { path: '^services/([^/]+)/src/domain/', pathNot: test },
    { pathNot: ['^services/$1/src/domain/', lib([...domainLibraries, 'contracts'])] },
  ),
  forbid(
    'domain-takes-types-of-contracts',
    'the shape of a message is known to the rules, its schema is not',
    { path: '^services/[^/]+/src/domain/', pathNot: test },
    { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
  ),
];

const browser = [
  forbid(
    'browser-safe',
    'runs in a browser too',
    { path: lib(browserSafe), pathNot: test },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'web-is-a-browser',
    'runs in a browser',
    { path: '^services/[^/]+/web/', pathNot: test },
    { path: ['^libs/'], pathNot: lib([...browserSafe, 'ui']) },
  ),
  forbid(
    'web-without-node',
    'runs in a browser',
    { path: '^services/[^/]+/web/', pathNot: test },
    { dependencyTypes: ['core'] },
  ),
];

const above = [
  forbid(
    'service-door',
    'of a service only ./service may be imported',
    { path: '^(infra/local|journeys)/' },
    { path: '^services/', pathNot: serviceDoor },
  ),
  forbid(
    'local-to-journeys',
    'arrows point down only',
    { path: '^infra/local/' },
    { path: `^(journeys|${toolFolders.join('|')})/` },
  ),
  forbid(
    'journeys-to-tools',
    'arrows point down only',
    { path: '^journeys/' },
    { path: `^(${toolFolders.join('|')})/` },
  ),
  forbid(
    'sandbox-door',
    'of the sandbox only its server may be imported',
    { path: ours, pathNot: '^infra/sandbox/' },
    { path: '^infra/sandbox/', pathNot: sandboxServer },
  ),
  forbid(
    'sandbox-stands-alone',
    'it stands for other companies, and knows nothing of ours',
    { path: '^infra/sandbox/', pathNot: test },
    { path: ours, pathNot: '^infra/sandbox/' },
  ),
  forbid(
    'sandbox-tests-alone',
    'its tests too, but for where a browser is to be had',
    { path: '^infra/sandbox/' },
    { path: ours, pathNot: ['^infra/sandbox/', lib(['engines'])] },
  ),
  forbid(
    'tools-to-services',
    'of a service only ./service may be imported, by infra/local and journeys',
    { path: `^(${toolFolders.join('|')})/` },
    { path: '^services/' },
  ),
];

export default {
  forbidden: [...layout, ...libraryArrows, ...services, ...browser, ...above],
  options: {
    // TypeScript 7 has no API for this tool: without swc it reads no file and reports success.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?!.*node_modules).*/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
