import { join } from 'node:path';
import { EngineError } from './engineError.ts';
import { readWholeJson, writePrivate } from './files.ts';

const FILE = 'ports.json';

interface Remembered {
  engine: string;
  wished: readonly (number | null)[];
  ports: readonly number[];
}

/**
 * What to try for each port, best first: the port of the last start, unless another was wished for then; the wish.
 * @throws EngineError `foreign` when the folder is another kind of engine's
 */
export async function recallPorts(
  folder: string,
  engine: string,
  wished: readonly (number | undefined)[],
): Promise<number[][]> {
  const last = await readWholeJson<Remembered>(join(folder, FILE));
  if (last && last.engine !== engine)
    throw new EngineError('foreign', `${folder} is the folder of a ${last.engine} engine, not of ${engine}`);
  return wished.map((wish, index) => {
    const before = last?.ports[index];
    const sameWish = (wish ?? null) === (last?.wished[index] ?? null);
    return (sameWish ? [before, wish] : [wish, before]).flatMap((port) => port || []);
  });
}

export async function rememberPorts(
  folder: string,
  engine: string,
  wished: readonly (number | undefined)[],
  ports: readonly number[],
): Promise<void> {
  const remembered: Remembered = { engine, wished: wished.map((wish) => wish ?? null), ports };
  await writePrivate(join(folder, FILE), JSON.stringify(remembered));
}
