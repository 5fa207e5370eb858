import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTest, sourceFiles } from '../sources.ts';
import { clockReadsInSql } from './clockReadsInSql.ts';
import { clockReadsInTypeScript } from './clockReadsInTypeScript.ts';

/** Who may read the machine's clock: the clock itself, and what runs beside the product. Keep it short. */
const allowed = ['libs/clock/', 'libs/engines/', 'infra/', 'tooling/', 'scripts/'];

/** Nothing but libs/clock reads a clock, so that business time can be moved; SQL's `now()` is a clock too. */
export async function clockReads(root: string): Promise<string[]> {
  const files = (await sourceFiles(root)).filter(
    (file) => !isTest(file) && !allowed.some((start) => file.startsWith(start)),
  );
  const faults = await Promise.all(
    files.map(async (file) => {
      const read = reader(file);
      if (!read) return [];
      const found = await read(await readFile(join(root, file), 'utf8'), file);
      return found.map(({ line, what }) => `${file}:${line}: reads a clock: ${what}`);
    }),
  );
  return faults.flat();
}

function reader(file: string) {
  if (/\.(ts|tsx|js|mjs)$/.test(file)) return clockReadsInTypeScript;
  if (file.endsWith('.sql')) return clockReadsInSql;
  return undefined;
}
