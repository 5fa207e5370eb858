import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EngineError, systemCode } from './engineError.ts';

/**
 * Below the range from which systems take the ports of outgoing connections (Linux: 32768 and up). A client that
 * keeps trying to reach a server that is down could otherwise be given the server's own port, connect to itself, and
 * keep the server from coming back.
 */
const LOWEST = 15_000;
const HIGHEST = 29_999;

/** @returns whether a server could listen on 127.0.0.1 at this moment; somebody may still be quicker. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Some port that is free at this moment and none of `except`. */
export async function anyFreePort(except: readonly number[] = []): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (!except.includes(port) && (await isFree(port))) return port;
  }
  throw new EngineError('portTaken', `no free port found between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
}

/**
 * One port per entry of `wanted`, all different: the first free one of the entry's list, else any free one.
 * @param wanted per port, what to try, best first
 */
export async function choosePorts(wanted: readonly (readonly number[])[]): Promise<number[]> {
  const chosen: number[] = [];
  for (const candidates of wanted) chosen.push((await firstFree(candidates, chosen)) ?? (await anyFreePort(chosen)));
  return chosen;
}

async function firstFree(candidates: readonly number[], except: readonly number[]): Promise<number | undefined> {
  for (const port of candidates) if (!except.includes(port) && (await isFree(port))) return port;
  return undefined;
}
