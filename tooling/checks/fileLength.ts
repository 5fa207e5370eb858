import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceFiles } from '../sources.ts';

/** Biome counts the lines of TypeScript, JavaScript and CSS; these are the others that people write and read. */
const counted = /\.(sql|sh|html|ya?ml)$|^(scripts|\.ci)\/[^.]+$/;
const most = 400;

export async function fileLength(root: string): Promise<string[]> {
  const files = (await sourceFiles(root)).filter((file) => counted.test(file));
  const lengths = await Promise.all(
    files.map(async (file) => ({ file, lines: (await readFile(join(root, file), 'utf8')).split('\n').length - 1 })),
  );
  return lengths
    .filter(({ lines }) => lines > most)
    .map(({ file, lines }) => `${file}: ${lines} lines, ${most} are allowed`);
}
