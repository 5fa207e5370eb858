import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import type { Folder } from './folder.ts';
import { isCode, readIfThere } from './privateFile.ts';
import { Refusal } from './refusal.ts';

/** What a stack says of itself to anyone on this machine who asks: addresses and process numbers, no secret. */
export const statusSchema = z.object({
  id: z.string(),
  pid: z.int(),
  state: z.enum(['starting', 'running', 'stopping']),
  edge: z.string().nullable(),
  sandbox: z.string().nullable(),
  /** Host and port of each server the platform stands on. */
  servers: z.record(z.string(), z.string()),
  /** Of the engines and children that are ours. */
  processes: z.record(z.string(), z.int()),
});
export type Status = z.infer<typeof statusSchema>;

const claimSchema = z.object({ id: z.string(), pid: z.int(), status: z.url() });

export type Claim = {
  /** Where the status is told. */
  address: string;
  release(): Promise<void>;
};

/**
 * Takes a folder for this process: a file that names where the stack's status is told. One whose holder no longer
 * answers is void.
 * @throws Refusal when a stack runs there, saying where
 */
export async function claimFolder(folder: Folder, status: () => Omit<Status, 'id' | 'pid'>): Promise<Claim> {
  const id = randomUUID();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id, pid: process.pid, ...status() } satisfies Status));
  });
  const address = await listen(server);
  const release = async () => {
    await rm(folder.running, { force: true });
    await close(server);
  };
  try {
    while (!(await write(folder.running, { id, pid: process.pid, status: address }))) {
      const other = await runningStack(folder);
      if (other) throw new Refusal(words(folder, other));
      await rm(folder.running, { force: true });
    }
    return { address, release };
  } catch (error) {
    await close(server);
    throw error;
  }
}

/** The stack that runs in a folder, if one does. */
export async function runningStack(folder: Folder): Promise<Status | undefined> {
  const text = await readIfThere(folder.running);
  const claim = text ? claimSchema.safeParse(safeJson(text)).data : undefined;
  if (!claim) return undefined;
  try {
    const answer = await fetch(claim.status, { signal: AbortSignal.timeout(3_000) });
    const status = statusSchema.safeParse(await answer.json()).data;
    return status?.id === claim.id ? status : undefined;
  } catch {
    // Nobody there, or somebody else on the port: its holder is gone.
    return undefined;
  }
}

function words(folder: Folder, { pid, state, edge, sandbox }: Status): string {
  const where = [edge && `  platform        ${edge}`, sandbox && `  sandbox Stripe  ${sandbox}/_sandbox/`];
  return [
    `Purser is ${state} in ${folder.root} already, as process ${pid}.`,
    ...where.filter((line) => line !== null),
    'scripts/stop ends it; PURSER_DIR names another folder for a second one.',
  ].join('\n');
}

async function write(path: string, claim: z.infer<typeof claimSchema>): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(claim));
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('the status has no port'));
      return resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
