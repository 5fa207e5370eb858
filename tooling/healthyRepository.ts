/** A small repository on which every check is green: tests put one offence into a copy and see the check go red. */
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '..');
const configuration = [
  '.dependency-cruiser.js',
  'biome.json',
  'knip.json',
  'tsconfig.json',
  'tsconfig.web.json',
  'tooling/levels.ts',
];

/** Path to text; the offences of a test lie over the healthy files. */
export type Files = Record<string, string>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A package.json as Biome and npm would write it. */
export function manifest(name: string, door: string, dependencies: Files = {}): string {
  return json({
    name: `@purser/${name}`,
    type: 'module',
    exports: { [door]: `./src/${door === '.' ? 'index' : door.slice(2)}.ts` },
    dependencies,
  });
}

/** Of the tools, the one that the configuration imports. */
const tools = { '@swc/core': '1.16.22' };

const healthy: Files = {
  '.gitignore': 'node_modules/\n',
  'package.json': json({
    name: 'purser',
    private: true,
    type: 'module',
    workspaces: ['libs/*', 'services/*', 'infra/*'],
    devDependencies: tools,
  }),
  'package-lock.json': json({
    lockfileVersion: 3,
    packages: {
      '': { devDependencies: tools },
      'libs/money': {},
      'libs/clock': {},
      'libs/ui': {},
      'libs/bus': { dependencies: { '@purser/clock': '0.1.0' } },
      'services/invoicing': { dependencies: { '@purser/money': '0.1.0' } },
    },
  }),
  'libs/money/package.json': manifest('money', '.'),
  'libs/money/src/index.ts': "export { add } from './add.ts';\n",
  'libs/money/src/add.ts': 'export const add = (a: bigint, b: bigint): bigint => a + b;\n',
  'libs/clock/package.json': manifest('clock', '.'),
  'libs/clock/src/index.ts': 'export const now = (): Date => new Date();\n',
  'libs/bus/package.json': manifest('bus', '.', { '@purser/clock': '0.1.0' }),
  'libs/bus/src/index.ts':
    "import { now } from '@purser/clock';\n\nexport const stamp = (): string => now().toISOString();\n",
  'libs/ui/package.json': manifest('ui', '.'),
  'libs/ui/src/index.ts': "export { Add } from './add.tsx';\n",
  'libs/ui/src/add.tsx': 'export const Add = () => <button type="button">Add</button>;\n',
  'services/invoicing/package.json': manifest('invoicing', './service', { '@purser/money': '0.1.0' }),
  'services/invoicing/src/service.ts': "export { total } from './domain/total.ts';\n",
  'services/invoicing/src/domain/total.ts':
    "import { add } from '@purser/money';\n\nexport const total = (amounts: bigint[]): bigint => amounts.reduce(add, 0n);\n",
  'services/invoicing/migrations/0001_invoices.sql':
    '-- now() is asked of the clock\ncreate table invoices (issued_at timestamptz);\n',
};

/** Packages of the fixture take the place of ours in node_modules; the tools are the real ones. */
async function linkModules(root: string): Promise<void> {
  await mkdir(join(root, 'node_modules/@purser'), { recursive: true });
  for (const entry of await readdir(join(repository, 'node_modules'))) {
    if (entry === '@purser' || entry.startsWith('.')) continue;
    await symlink(join(repository, 'node_modules', entry), join(root, 'node_modules', entry));
  }
  for (const folder of ['libs', 'services', 'infra']) {
    const names = await readdir(join(root, folder)).catch(() => []);
    for (const name of names) await symlink(join(root, folder, name), join(root, 'node_modules/@purser', name));
  }
}

/** Writes a copy with `offences` laid over it, hands its root to `use`, and removes it. */
export async function withRepository<T>(offences: Files, use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'purser-check-'));
  try {
    for (const file of configuration) await cp(join(repository, file), join(root, file));
    await writeFiles(root, { ...healthy, ...offences });
    await linkModules(root);
    return await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}
