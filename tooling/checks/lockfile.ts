import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sourceFiles } from '../sources.ts';

type Versions = Record<string, string>;

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
type Manifest = Partial<Record<(typeof kinds)[number], Versions>>;

/** The lockfile knows every package of the repository with the dependencies that it declares now: npm would not say. */
export async function lockfile(root: string): Promise<string[]> {
  if (!existsSync(join(root, 'package-lock.json'))) return ['package-lock.json: is missing'];
  const locked: Record<string, Manifest> = (await readJson(join(root, 'package-lock.json'))).packages;
  const manifests = (await sourceFiles(root)).filter((file) => /(^|\/)package\.json$/.test(file));
  const faults = await Promise.all(
    manifests.map(async (file) => {
      const folder = dirname(file) === '.' ? '' : dirname(file);
      const entry = locked[folder];
      if (entry === undefined) return [`${file}: is not in package-lock.json; run npm install`];
      const manifest: Manifest = await readJson(join(root, file));
      const different = kinds.filter((kind) => text(manifest[kind]) !== text(entry[kind]));
      return different.map((kind) => `${file}: ${kind} differ from package-lock.json; run npm install`);
    }),
  );
  return faults.flat();
}

async function readJson(file: string) {
  return JSON.parse(await readFile(file, 'utf8'));
}

function text(versions: Versions | undefined): string {
  return JSON.stringify(Object.entries(versions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
