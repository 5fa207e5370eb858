/** For each check, what it must catch: the files that offend, and what the report must name. */
import { type Files, manifest } from './healthyRepository.ts';

export interface Offence {
  files: Files;
  /** Patterns of the report, one for each offence. */
  named: RegExp[];
}

const service = (name: string, dependencies: Files = {}): Files => ({
  [`services/${name}/package.json`]: manifest(name, './service', dependencies),
});

/** Spelled in parts, so that this file does not offend itself. */
const host = ['https://registry', 'somewhere.net'].join('.');

const arrows: Record<string, Offence> = {
  'an arrow that points up': {
    files: {
      'libs/clock/src/index.ts': "import { stamp } from '@purser/bus';\n\nexport const now = stamp;\n",
      'libs/money/src/typed.ts': "import type { stamp } from '@purser/bus';\n\nexport type Stamp = typeof stamp;\n",
      'libs/money/src/late.ts': "export const late = () => import('@purser/bus');\n",
      'libs/money/src/used.ts': "await using stamp = await import('@purser/bus');\nexport const used = stamp;\n",
      'libs/money/src/all.ts': "export * from '@purser/bus';\n",
      'libs/money/src/add.test.ts': "export { stamp } from '@purser/bus';\n",
    },
    named: [
      /arrow-of-clock: libs\/clock\/src\/index\.ts → libs\/bus\/src\/index\.ts/,
      /arrow-of-money: libs\/money\/src\/typed\.ts → libs\/bus\/src\/index\.ts/,
      /arrow-of-money: libs\/money\/src\/late\.ts → libs\/bus\/src\/index\.ts/,
      /arrow-of-money: libs\/money\/src\/used\.ts → libs\/bus\/src\/index\.ts/,
      /arrow-of-money: libs\/money\/src\/all\.ts → libs\/bus\/src\/index\.ts/,
      /arrow-of-money-tests: libs\/money\/src\/add\.test\.ts → libs\/bus\/src\/index\.ts/,
    ],
  },
  'a cycle between files': {
    files: {
      'libs/money/src/index.ts': "export { a } from './a.ts';\n",
      'libs/money/src/a.ts': "import { b } from './b.ts';\n\nexport const a = () => b;\n",
      'libs/money/src/b.ts': "import { a } from './a.ts';\n\nexport const b = () => a;\n",
    },
    named: [/no-circular: libs\/money\/src\/[ab]\.ts/],
  },
  'a service that imports another, by name and by path': {
    files: {
      ...service('payments'),
      'services/payments/src/service.ts': "export { total } from '@purser/invoicing/service';\n",
      'services/payments/src/store/rows.ts': "export { total } from '../../../invoicing/src/domain/total.ts';\n",
    },
    named: [
      /service-to-service: services\/payments\/src\/service\.ts → services\/invoicing\/src\/service\.ts/,
      /service-to-service: services\/payments\/src\/store\/rows\.ts → services\/invoicing/,
      /front-door: services\/payments\/src\/store\/rows\.ts → services\/invoicing\/src\/domain\/total\.ts/,
    ],
  },
  'a domain that looks things up': {
    files: {
      'services/invoicing/src/domain/clocked.ts': "import { now } from '@purser/clock';\n\nexport const due = now;\n",
      'services/invoicing/src/domain/node.ts': "export { randomUUID } from 'node:crypto';\n",
      'services/invoicing/src/domain/stored.ts': "export { rows } from '../store/rows.ts';\n",
      'services/invoicing/src/domain/foreign.ts': "export { z } from 'zod';\n",
      'services/invoicing/src/store/rows.ts': 'export const rows = [];\n',
      'services/invoicing/src/domain/schema.ts':
        "import { pay } from '@purser/contracts';\n\nexport const schema = pay;\n",
      'services/invoicing/src/domain/shape.ts':
        "import type { Pay } from '@purser/contracts';\n\nexport type Shape = Pay;\n",
      'libs/contracts/package.json': manifest('contracts', '.'),
      'libs/contracts/src/index.ts': 'export const pay = 1;\nexport type Pay = typeof pay;\n',
    },
    named: [
      /pure-domain: services\/invoicing\/src\/domain\/clocked\.ts → libs\/clock/,
      /pure-domain: services\/invoicing\/src\/domain\/node\.ts → (node:)?crypto/,
      /pure-domain: services\/invoicing\/src\/domain\/stored\.ts → services\/invoicing\/src\/store/,
      /pure-domain: services\/invoicing\/src\/domain\/foreign\.ts → .*zod/,
      /domain-takes-types-of-contracts: services\/invoicing\/src\/domain\/schema\.ts/,
    ],
  },
  'node in what a browser runs': {
    files: { 'libs/money/src/add.ts': "export { randomUUID as add } from 'node:crypto';\n" },
    named: [/browser-safe: libs\/money\/src\/add\.ts → (node:)?crypto/],
  },
  'the sandbox knowing us, and others knowing its inside': {
    files: {
      'infra/sandbox/package.json': manifest('sandbox', './server'),
      'infra/sandbox/src/server.ts': "export { add } from '@purser/money';\n",
      'infra/sandbox/src/inside.ts': 'export const inside = 1;\n',
      'infra/local/src/main.ts':
        "export { inside } from '../../sandbox/src/inside.ts';\nexport { total } from '../../../services/invoicing/src/domain/total.ts';\n",
    },
    named: [
      /sandbox-stands-alone: infra\/sandbox\/src\/server\.ts → libs\/money/,
      /sandbox-door: infra\/local\/src\/main\.ts → infra\/sandbox\/src\/inside\.ts/,
      /service-door: infra\/local\/src\/main\.ts → services\/invoicing\/src\/domain\/total\.ts/,
    ],
  },
  'a library for tests in production': {
    files: {
      'libs/engines/package.json': manifest('engines', '.'),
      'libs/engines/src/index.ts': 'export const start = 1;\n',
      'libs/bus/src/start.ts': "export { start } from '@purser/engines';\n",
      'libs/bus/src/start.test.ts': "export { start } from '@purser/engines';\n",
      'services/invoicing/src/start.ts': "export { start } from '@purser/engines';\n",
    },
    named: [
      /arrow-of-bus: libs\/bus\/src\/start\.ts → libs\/engines/,
      /service-to-test-library: services\/invoicing\/src\/start\.ts → libs\/engines/,
    ],
  },
  'production that leans on a test': {
    files: {
      'libs/bus/src/leaning.ts': "export { given } from './given.test.ts';\n",
      'libs/bus/src/given.test.ts': 'export const given = 1;\n',
    },
    named: [/test-in-production: libs\/bus\/src\/leaning\.ts → libs\/bus\/src\/given\.test\.ts/],
  },
  'a library without a level': {
    files: { 'libs/extra/src/index.ts': "export { add } from '@purser/money';\n" },
    named: [/lib-without-a-level: libs\/extra\/src\/index\.ts/],
  },
  'an import that leads nowhere': {
    files: { 'libs/bus/src/lost.ts': "export { gone } from '@purser/gone';\n" },
    named: [/not-to-unresolvable: libs\/bus\/src\/lost\.ts → @purser\/gone/],
  },
  'a development dependency in production': {
    files: {
      'libs/bus/package.json': '{ "name": "@purser/bus", "devDependencies": { "zod": "4.6.7" } }',
      'libs/bus/src/schema.ts': "export { z } from 'zod';\n",
      'libs/bus/src/schema.test.ts': "export { z } from 'zod';\nexport { test } from 'vitest';\n",
      'libs/bus/src/rooted.ts': "export { test } from 'vitest';\n",
    },
    named: [
      /dev-dependency-in-production: libs\/bus\/src\/schema\.ts → .*zod/,
      /undeclared-in-production: libs\/bus\/src\/rooted\.ts → .*vitest/,
    ],
  },
};

export const offences: Record<string, Record<string, Offence>> = {
  arrows,
  'format-and-lint': {
    'what the formatter and the linter forbid': {
      files: {
        'libs/money/src/crooked.ts': 'export const a   = "1"\n',
        'libs/money/src/loose.ts': 'export const loose = (value: any) => value;\n',
        'libs/money/src/default.ts': 'export default 1;\n',
        'libs/money/src/unused.ts': "import { add } from './add.ts';\n",
        'libs/money/src/long.ts': Array.from({ length: 401 }, (_, line) => `export const a${line} = 1;\n`).join(''),
        'libs/money/src/screens.ts': `export function screens(a: number[]): void {\n${'  a.push(1);\n'.repeat(81)}}\n`,
        'libs/money/src/only.test.ts': "import { test } from 'vitest';\n\ntest.only('one', () => undefined);\n",
      },
      named: [
        /crooked\.ts format/,
        /loose\.ts:.*noExplicitAny/,
        /default\.ts:.*noDefaultExport/,
        /unused\.ts:.*noUnusedImports/,
        /long\.ts:.*noExcessiveLinesPerFile/,
        /screens\.ts:.*noExcessiveLinesPerFunction/,
        /only\.test\.ts:.*noFocusedTests/,
      ],
    },
  },
  types: {
    'a type error': {
      files: { 'libs/money/src/add.ts': "export const add: number = 'one';\n" },
      named: [/libs\/money\/src\/add\.ts\(1,14\): error TS2322/],
    },
    'syntax that Node cannot strip': {
      files: { 'libs/money/src/add.ts': 'export enum Add {\n  One,\n}\n' },
      named: [/libs\/money\/src\/add\.ts\(1,13\): error TS1294/],
    },
  },
  'types-of-the-web': {
    'a part that is given what it does not take': {
      files: { 'libs/ui/src/add.tsx': 'export const Add = () => <button type="butter">Add</button>;\n' },
      named: [/libs\/ui\/src\/add\.tsx\(1,34\): error TS2322/],
    },
  },
  'dead-code': {
    'an unused export, file and dependency, and one that is not declared': {
      files: {
        'libs/money/src/add.ts':
          'export const add = (a: bigint, b: bigint): bigint => a + b;\nexport const forgotten = 1;\n',
        'libs/money/src/orphan.ts': 'export const orphan = 1;\n',
        'libs/clock/package.json': manifest('clock', '.', { pino: '10.4.0' }),
        'libs/clock/src/index.ts': "import { Hono } from 'hono';\n\nexport const now = (): Hono => new Hono();\n",
        'services/invoicing/src/queries/list.ts': 'export const list = 1;\n',
      },
      named: [
        /forgotten\s.*libs\/money\/src\/add\.ts/,
        /^libs\/money\/src\/orphan\.ts/m,
        /pino\s+libs\/clock\/package\.json/,
        /hono\s+libs\/clock\/src\/index\.ts/,
        /^services\/invoicing\/src\/queries\/list\.ts/m,
      ],
    },
  },
  'clock-reads': {
    'clocks in code and in SQL': {
      files: {
        'services/invoicing/src/a.ts': '// Date.now()\nexport const a = Date.now();\n',
        'services/invoicing/src/b.ts': 'export const b = new Date(0);\nexport const c = new Date();\n',
        'services/invoicing/src/c.ts': 'export const c = performance.now();\n',
        'services/invoicing/src/d.tsx': 'export const d = <p>{Date()}</p>;\n',
        'libs/bus/src/e.ts': '/* é */\nexport const e = (sql: typeof String.raw) => sql`select 1, now()`;\n',
        'libs/bus/src/f.ts': "export const f = 'at timestamptz default CURRENT_TIMESTAMP';\n",
        'libs/bus/src/g.test.ts': 'export const g = Date.now();\n',
        'services/invoicing/migrations/0002_due.sql':
          '-- due\n/* now() */ alter table invoices add due timestamptz default clock_timestamp();\n',
      },
      named: [
        /services\/invoicing\/src\/a\.ts:2: .*Date\.now/,
        /services\/invoicing\/src\/b\.ts:2: .*new Date\(\)/,
        /services\/invoicing\/src\/c\.ts:1: .*performance\.now/,
        /services\/invoicing\/src\/d\.tsx:1: .*Date\(\)/,
        /libs\/bus\/src\/e\.ts:2: .*now\(\)/,
        /libs\/bus\/src\/f\.ts:1: .*CURRENT_TIMESTAMP/,
        /services\/invoicing\/migrations\/0002_due\.sql:2: .*clock_timestamp/,
      ],
    },
  },
  lockfile: {
    'a package and a version that it does not know': {
      files: {
        'libs/clock/package.json': manifest('clock', '.', { pino: '10.4.0' }),
        'libs/vault/package.json': manifest('vault', '.'),
      },
      named: [/libs\/clock\/package\.json: dependencies differ/, /libs\/vault\/package\.json: is not in/],
    },
  },
  'registry-hosts': {
    'hosts in the lockfile, the npm configuration and a text': {
      files: {
        'package-lock.json': `{\n  "packages": { "a": {\n  "resolved": "${host}/a.tgz" }, "b": {\n  "resolved": "http://10.0.0.1/b.tgz"\n } } }\n`,
        '.npmrc': 'save-exact=true\nregistry=http://10.0.0.1/\n',
        'docs/guide.md': `Packages come from ${host}.\n`,
      },
      named: [/package-lock\.json:3:/, /package-lock\.json:4:/, /\.npmrc:2:/, /docs\/guide\.md:1:/],
    },
  },
  names: {
    'names that say nothing': {
      files: {
        'libs/money/src/utils/round.ts': '',
        'libs/money/src/testHelpers.ts': '',
        'services/invoicing/src/index.ts': '',
        'libs/money/src/rounding/index.ts': '',
      },
      named: [
        /utils\/round\.ts: "utils"/,
        /testHelpers\.ts: "helpers"/,
        /invoicing\/src\/index\.ts: index/,
        /rounding\/index\.ts: index/,
      ],
    },
  },
  'file-length': {
    'a migration that nobody reads to its end': {
      files: { 'services/invoicing/migrations/0002_long.sql': 'select 1;\n'.repeat(401) },
      named: [/0002_long\.sql: 401 lines/],
    },
  },
};
