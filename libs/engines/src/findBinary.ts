import { constants } from 'node:fs';
import { access, glob } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isRoot } from './account.ts';
import { EngineError, systemCode } from './engineError.ts';
import { debianRelease, fetchFromDebian } from './fetchFromDebian.ts';
import { run } from './run.ts';

export type BinaryName = 'nats-server' | 'redis-server';

export interface Binary {
  path: string;
  /** For LD_LIBRARY_PATH, when the program was fetched with libraries the system lacks. */
  libraries?: string;
}

export interface SearchOptions {
  /** Where to look first. Default: PATH and the folders servers are installed in. */
  folders?: readonly string[];
  /** Where fetched programs are kept. Default: see {@link cacheFolder}. */
  cache?: string;
  log?: ((line: string) => void) | undefined;
}

/** The program's package as each source names it. */
const PACKAGES: Readonly<Record<BinaryName, { debian: string; brew: string }>> = {
  'nats-server': { debian: 'nats-server', brew: 'nats-server' },
  'redis-server': { debian: 'redis-server', brew: 'redis' },
};

/**
 * Both at once, as one list of packages has to be brought for either; redis-tools holds the program to which
 * redis-server's own package only links.
 */
const DEBIAN_PACKAGES = ['nats-server', 'redis-server', 'redis-tools'] as const;

/**
 * Finds a server's program: installed, else fetched before, else fetched now as Debian's package into the cache
 * (nothing is installed, no root needed), else by Homebrew on macOS.
 * @throws EngineError `missing` with words that say what to install
 */
export async function findBinary(name: BinaryName, options: SearchOptions = {}): Promise<Binary> {
  const { folders = searchFolders(), cache = cacheFolder(), log = () => {} } = options;
  const installed = await firstProgram(name, folders);
  if (installed) return { path: installed };
  const tried = await fetched(name, cache, log);
  if (typeof tried !== 'string') return tried;
  const { debian, brew } = PACKAGES[name];
  throw new EngineError(
    'missing',
    `${name} is not in ${folders.join(', ')}, and ${tried}.\n` +
      `Install it: "apt-get install ${debian}" as root on Debian or Ubuntu, "brew install ${brew}" on macOS.`,
  );
}

/** `$XDG_CACHE_HOME/purser/engines`; without it under ~/.cache, or for root /var/cache, where the servers' account gets in. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const root = env.XDG_CACHE_HOME || (isRoot() ? '/var/cache' : join(homedir(), '.cache'));
  return join(root, 'purser', 'engines');
}

function searchFolders(): string[] {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return [...new Set([...path, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'])];
}

async function firstProgram(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) if (await isProgram(join(folder, name))) return join(folder, name);
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

/** @returns the program, or why there is none */
async function fetched(name: BinaryName, cache: string, log: (line: string) => void): Promise<Binary | string> {
  if (process.platform === 'darwin') return fromHomebrew(name, log);
  const release = await debianRelease();
  if (!release) return 'this system has no apt-get and dpkg to fetch it with';
  const root = join(cache, release);
  try {
    await fetchFromDebian(DEBIAN_PACKAGES, { into: root, log });
  } catch (error) {
    if (error instanceof EngineError) return `it could not be fetched: ${error.message}`;
    throw error;
  }
  const path = await firstProgram(name, [join(root, 'usr/bin'), join(root, 'usr/sbin')]);
  return path ? { path, libraries: await libraryFolders(root) } : `${root}, fetched for it, does not hold it`;
}

/** Debian keeps libraries per kind of machine: usr/lib/x86_64-linux-gnu. None, if the system had them all. */
async function libraryFolders(root: string): Promise<string> {
  const found: string[] = [];
  for await (const folder of glob(['usr/lib/*-linux-*', 'lib/*-linux-*'], { cwd: root }))
    found.push(join(root, folder));
  return found.join(delimiter);
}

async function fromHomebrew(name: BinaryName, log: (line: string) => void): Promise<Binary | string> {
  const { brew } = PACKAGES[name];
  log(`${name} is not installed: asking Homebrew for ${brew}`);
  const { code, stderr } = await run('brew', ['install', brew], { timeout_ms: 600_000 });
  if (code !== 0) return `"brew install ${brew}" failed: ${stderr.trim().split('\n').at(-1)}`;
  const path = await firstProgram(name, searchFolders());
  return path ? { path } : `"brew install ${brew}" did not bring it`;
}
