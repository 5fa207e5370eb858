/**
 * Builds the pages that the gateway serves, when what they are made of has changed since they were built last. Built beside and
 * renamed, so that a build that fails leaves the old pages.
 */
import { createHash } from 'node:crypto';
import { chmod, glob, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from './tools.ts';

const web = 'services/gateway/web';
const built = join(web, 'dist');
const stamp = '.made-of';

/** Everything that ends up in the pages, or decides how they are made. */
const sources = [
  `${web}/**/*.{js,ts,tsx,css,html,svg}`,
  'services/gateway/src/api/models/**/*.ts',
  'services/gateway/src/portal/declines.ts',
  'services/gateway/{vite.config.ts,package.json}',
  'libs/{ui,document,mailtemplate,billing,money,contracts,message,fault}/{package.json,src/**/*.{ts,tsx,css}}',
  'package-lock.json',
  'tooling/buildWeb.ts',
];

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const file of glob(sources, { exclude: [`${built}/**`] })) files.push(file);
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

async function builtFrom(): Promise<string> {
  return readFile(join(built, stamp), 'utf8').catch(() => '');
}

const wanted = await fingerprint();
if ((await builtFrom()) !== wanted) {
  console.error('Building the pages …');
  const fresh = await mkdtemp(join(web, '.building-'));
  try {
    const outDir = join(process.cwd(), fresh);
    const { code, stdout, stderr } = await runTool(process.cwd(), 'vite', [
      'build',
      '--config',
      'services/gateway/vite.config.ts',
      '--outDir',
      outDir,
      '--emptyOutDir',
    ]);
    if (code !== 0) throw new Error(`The pages could not be built:\n${stdout}${stderr}`);
    await writeFile(join(fresh, stamp), wanted);
    // Whoever runs the platform may be another than who builds it.
    await chmod(fresh, 0o755);
    await rm(built, { recursive: true, force: true });
    await rename(fresh, built);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}
