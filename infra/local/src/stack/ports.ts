import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { z } from 'zod';
import { isCode, readIfThere, writePrivate } from './privateFile.ts';

/** Below the ports that systems give to outgoing connections, above those that programs are known for. */
const lowest = 15_000;
const highest = 29_999;

const remembered = z.record(z.string(), z.strictObject({ wished: z.int(), port: z.int() }));

/**
 * A port for each name: that of the last start unless another was wished for since, else the wished one, else one that
 * is free. Remembered in `path`, so that addresses given to others stay true. A wish of 0 is for any port.
 */
export async function choosePorts<N extends string>(
  path: string,
  host: string,
  wishes: Record<N, number>,
): Promise<Record<N, number>> {
  const last = await recall(path);
  const chosen = new Map<string, { wished: number; port: number }>();
  for (const [name, wished] of Object.entries<number>(wishes)) {
    const before = last[name];
    const candidates = [...(before?.wished === wished ? [before.port] : []), wished].filter((port) => port !== 0);
    const taken = [...chosen.values()].map(({ port }) => port);
    chosen.set(name, { wished, port: await firstFree(candidates, taken, host) });
  }
  await writePrivate(path, `${JSON.stringify(Object.fromEntries(chosen))}\n`);
  return Object.fromEntries([...chosen].map(([name, { port }]) => [name, port])) as Record<N, number>;
}

async function recall(path: string): Promise<z.infer<typeof remembered>> {
  const text = await readIfThere(path);
  return text === undefined ? {} : remembered.parse(JSON.parse(text));
}

async function firstFree(candidates: readonly number[], taken: readonly number[], host: string): Promise<number> {
  for (const port of candidates) if (!taken.includes(port) && (await isFree(port, host))) return port;
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(lowest, highest + 1);
    if (!taken.includes(port) && (await isFree(port, host))) return port;
  }
  throw new Error(`no free port was found between ${lowest} and ${highest}`);
}

/** @returns whether a server could listen there at this moment; somebody may still be quicker. */
function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (isCode(error, 'EADDRINUSE') || isCode(error, 'EACCES')) resolve(false);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
