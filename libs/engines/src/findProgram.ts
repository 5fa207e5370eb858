import { access, constants, glob } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { EngineError } from './engineError.ts';
import { debianRelease, fetchFromDebian } from './fetchFromDebian.ts';
import { cacheFolder } from './findBinary.ts';

/** A program that tests and benches use, and the environment in which it finds what was fetched with it. */
export type Program = { path: string; env: Record<string, string> };

/** The Debian packages of each, what it may be called, and where they put it. */
const sources = {
  chromium: {
    debian: ['chromium'],
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    // Not usr/bin: what stands there is a script with the system's own paths in it.
    folders: ['usr/lib/chromium'],
  },
  pdftotext: { debian: ['poppler-utils'], names: ['pdftotext'], folders: ['usr/bin'] },
  pdftoppm: { debian: ['poppler-utils'], names: ['pdftoppm'], folders: ['usr/bin'] },
  wrk: { debian: ['wrk'], names: ['wrk'], folders: ['usr/bin'] },
  pgbench: { debian: ['postgresql'], names: ['pgbench'], folders: ['usr/bin', 'usr/lib/postgresql/*/bin'] },
} as const;

export type ProgramName = keyof typeof sources;

/** A program that this machine has, installed or fetched before; nothing is fetched for it. */
export async function programThere(name: ProgramName): Promise<Program | undefined> {
  const { names, folders } = sources[name];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  const installed = (await first(names, '/', onPath)) ?? (await first(names, '/', folders));
  if (installed) return { path: installed, env: {} };
  const root = await fetchedRoot(name);
  return root === undefined ? undefined : fetched(name, root);
}

/**
 * Finds a program: on the PATH, else unpacked from Debian's package into the engines' cache (nothing is installed, no root needed).
 * @throws EngineError `missing` that says what to install
 */
export async function findProgram(name: ProgramName, log: (line: string) => void = () => {}): Promise<Program> {
  const there = await programThere(name);
  if (there) return there;
  const { debian } = sources[name];
  const root = await fetchedRoot(name);
  const advice = `Install it: "apt-get install ${debian.join(' ')}" as root on Debian or Ubuntu.`;
  if (root === undefined) throw new EngineError('missing', `${name} is needed. ${advice}`);
  await fetchFromDebian(debian, { into: root, log });
  const program = await fetched(name, root);
  if (!program) throw new EngineError('missing', `${root}, fetched for ${name}, does not hold it. ${advice}`);
  return program;
}

/** Where a fetched program stands or would stand; undefined where Debian's packages fit nothing. */
async function fetchedRoot(name: ProgramName): Promise<string | undefined> {
  const release = await debianRelease();
  return release && join(cacheFolder(), `${release}-${sources[name].debian[0]}`);
}

async function fetched(name: ProgramName, root: string): Promise<Program | undefined> {
  const { names, folders } = sources[name];
  const path = await first(names, root, folders);
  if (path === undefined) return undefined;
  const libraries: string[] = [];
  for await (const folder of glob(['usr/lib/*-linux-*', 'usr/lib/*-linux-*/*/', 'lib/*-linux-*'], { cwd: root }))
    libraries.push(join(root, folder));
  return { path, env: { LD_LIBRARY_PATH: libraries.join(delimiter) } };
}

async function first(names: readonly string[], root: string, folders: readonly string[]): Promise<string | undefined> {
  const patterns = names.flatMap((name) => folders.map((folder) => join(folder, name).replace(/^\//, '')));
  for await (const found of glob(patterns, { cwd: root })) {
    const path = join(root, found);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
