import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readlink, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, systemCode } from './engineError.ts';
import { readIfThere, writePrivate } from './files.ts';
import type { Home } from './home.ts';
import { identify, killAll, type ProcessIdentity, runningPids } from './processes.ts';
import { run } from './run.ts';

const DRAFT = 'initdb-';

/**
 * Makes a database cluster unless there is one: UTF-8, sorted by code point, every login by password (SCRAM).
 * It is made beside the data folder and moved there when complete, so that an interrupted start leaves no half.
 */
export async function makeCluster(
  home: Home,
  { native, superuserPassword, isDurable }: { native: string; superuserPassword: string; isDurable: boolean },
): Promise<void> {
  if ((await readdir(home.data)).includes('PG_VERSION')) return;
  const { folder, account } = home;
  for (const name of await readdir(folder))
    if (name.startsWith(DRAFT)) await rm(join(folder, name), { recursive: true });
  const draft = join(folder, DRAFT + randomUUID());
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  await writePrivate(passwordFile, `${superuserPassword}\n`, account);
  const { code, stderr } = await run(join(native, 'bin/initdb'), initdbArguments(draft, passwordFile, isDurable), {
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    as: account,
  });
  await rm(passwordFile);
  if (code !== 0) throw new EngineError('failed', `initdb ended with ${code}: ${stderr.trim()}`);
  await rename(draft, home.data);
}

function initdbArguments(draft: string, passwordFile: string, isDurable: boolean): string[] {
  return [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(isDurable ? [] : ['--no-sync']),
  ];
}

/**
 * Removes what a crash left: children whose postmaster is gone, and `postmaster.pid`, whose process number may since
 * have been given to a stranger, for whose sake PostgreSQL would refuse to start. On systems without /proc that is
 * left to PostgreSQL.
 * @throws EngineError `inUse` when a postmaster runs over the data
 */
export async function clearCrash(data: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const lockFile = join(data, 'postmaster.pid');
  const postmaster = Number((await readIfThere(lockFile))?.split('\n')[0]);
  const workers = await processesIn(data);
  if (workers.some(({ pid }) => pid === postmaster))
    throw new EngineError('inUse', `PostgreSQL ${postmaster} runs over ${data}: stop it first, or use another folder`);
  await killAll(workers);
  await rm(lockFile, { force: true });
}

/** PostgreSQL's processes all stay in the data folder. */
async function processesIn(data: string): Promise<ProcessIdentity[]> {
  const found: ProcessIdentity[] = [];
  for (const pid of runningPids()) {
    const identity = (await workingFolder(pid)) === data ? identify(pid) : undefined;
    if (identity) found.push(identity);
  }
  return found;
}

async function workingFolder(pid: number): Promise<string | undefined> {
  try {
    return await readlink(`/proc/${pid}/cwd`);
  } catch (error) {
    // Ended meanwhile, or another user's: those cannot be in a folder that is closed to them.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Whether the process has written into `postmaster.pid` that it serves on the port. */
export async function isServing(data: string, { pid, port }: { pid: number; port: number }): Promise<boolean> {
  // PostgreSQL's pidfile.h: 1 process number, 4 port, 8 status.
  const lines = (await readIfThere(join(data, 'postmaster.pid')))?.split('\n') ?? [];
  return Number(lines[0]) === pid && Number(lines[3]) === port && lines[7]?.trim() === 'ready';
}
