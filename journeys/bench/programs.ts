import { glob } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder, debianRelease, fetchFromDebian } from '@purser/engines';

/** A program that makes load, and the environment in which it finds libraries that were fetched with it. */
export type LoadProgram = { path: string; env: Record<string, string> };

/** The Debian package of each, and where it puts it. */
const sources = {
  wrk: { debian: 'wrk', folders: ['usr/bin'] },
  pgbench: { debian: 'postgresql', folders: ['usr/bin', 'usr/lib/postgresql/*/bin'] },
} as const;

/**
 * Finds wrk or pgbench: installed, else unpacked from Debian's package into the engines' cache (nothing is installed, no
 * root needed).
 * @throws Error that says what to install
 */
export async function loadProgram(name: keyof typeof sources, log: (line: string) => void): Promise<LoadProgram> {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  const installed = (await first(name, '/', onPath)) ?? (await first(name, '/', sources[name].folders));
  if (installed) return { path: installed, env: {} };
  const release = await debianRelease();
  if (!release) throw new Error(`${name} is needed: install it with your package manager`);
  const root = join(cacheFolder(), `${release}-${name}`);
  await fetchFromDebian([sources[name].debian], { into: root, log });
  const path = await first(name, root, sources[name].folders);
  if (!path) throw new Error(`${root}, fetched for ${name}, does not hold it: install ${name} yourself`);
  const libraries: string[] = [];
  for await (const folder of glob(['usr/lib/*-linux-*', 'lib/*-linux-*'], { cwd: root }))
    libraries.push(join(root, folder));
  return { path, env: { LD_LIBRARY_PATH: libraries.join(delimiter) } };
}

async function first(name: string, root: string, folders: readonly string[]): Promise<string | undefined> {
  const patterns = folders.map((folder) => join(folder, name).replace(/^\//, ''));
  for await (const found of glob(patterns, { cwd: root })) return join(root, found);
  return undefined;
}
