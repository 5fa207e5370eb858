/** The files that are written by a program; add a generator here and run scripts/generate. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { graph } from './graph.ts';
import { messages } from './messages.ts';

interface Generator {
  /** Relative to the root of the repository. */
  file: string;
  /** The whole text; the same for the same sources. */
  make(root: string): Promise<string>;
}

const generators: readonly Generator[] = [
  { file: 'docs/graph.txt', make: graph },
  { file: 'docs/messages.md', make: messages },
];

export async function writeGenerated(root: string): Promise<string[]> {
  for (const { file, make } of generators) {
    const text = await make(root);
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return generators.map(({ file }) => file);
}

/** One line for each file that is not what its generator makes now. */
export async function staleGenerated(root: string): Promise<string[]> {
  const faults = await Promise.all(
    generators.map(async ({ file, make }) => {
      const path = join(root, file);
      if (!existsSync(path)) return [`${file}: is missing; run scripts/generate`];
      const text = await make(root);
      return (await readFile(path, 'utf8')) === text ? [] : [`${file}: is stale; run scripts/generate`];
    }),
  );
  return faults.flat();
}
