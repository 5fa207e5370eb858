import { randomUUID } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, systemCode } from './engineError.ts';
import { readWholeJson, writePrivate } from './files.ts';
import { endProcess, identify, isRunning, type ProcessIdentity } from './processes.ts';

/** A process's claim on an engine's folder, from before its server starts until the server has ended. */
export interface Hold {
  /** Records whom a later start has to stop, should we be gone by then. */
  serverIs(server: ProcessIdentity): Promise<void>;
  release(): Promise<void>;
}

interface Claim {
  id: string;
  starter: ProcessIdentity;
  server?: ProcessIdentity;
}

const FILE = 'running.json';
/** For a server that nobody waits for any more. */
const LEFTOVER_PATIENCE_MS = 10_000;

/**
 * Claims a folder. A server left behind by a process that has died is stopped first.
 * @throws EngineError `inUse` when the folder's holder lives
 */
export async function holdFolder(
  folder: string,
  { stopSignal, log }: { stopSignal: NodeJS.Signals; log: (line: string) => void },
): Promise<Hold> {
  const path = join(folder, FILE);
  const starter = identify(process.pid);
  if (!starter) throw new Error('this process is not in the list of processes');
  const claim: Claim = { id: randomUUID(), starter };
  while (!(await tryToClaim(path, claim))) {
    const other = await readWholeJson<Claim>(path);
    if (!other) continue;
    refuseIfHeld(folder, other);
    if (other.server && isRunning(other.server)) {
      log(`process ${other.starter.pid} died and left server ${other.server.pid} behind in ${folder}: stopping it`);
      await endProcess(other.server, stopSignal, LEFTOVER_PATIENCE_MS);
    }
    await dropClaim(path, other);
  }
  return {
    serverIs: (server) => writePrivate(path, JSON.stringify({ ...claim, server })),
    release: () => dropClaim(path, claim),
  };
}

/** @throws EngineError `inUse` when a server runs, or is being started, in the folder */
export async function mustBeDown(folder: string): Promise<void> {
  const claim = await readWholeJson<Claim>(join(folder, FILE));
  if (!claim) return;
  refuseIfHeld(folder, claim);
  if (claim.server && isRunning(claim.server))
    throw new EngineError('inUse', `server ${claim.server.pid} still runs in ${folder}`);
}

function refuseIfHeld(folder: string, { starter, server }: Claim): void {
  const isLive = isRunning(starter) && (!server || isRunning(server));
  if (!isLive) return;
  const who = starter.pid === process.pid ? 'this very process' : `process ${starter.pid}`;
  const what = server ? `runs server ${server.pid}` : 'is starting a server';
  throw new EngineError('inUse', `${who} ${what} in ${folder}: stop it first, or use another folder`);
}

/** Appears whole or not at all, and never over another's claim. */
async function tryToClaim(path: string, claim: Claim): Promise<boolean> {
  const draft = `${path}.${claim.id}`;
  await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

/** Somebody else may have found the claim stale and put their own in its place: that one is left alone. */
async function dropClaim(path: string, claim: Claim): Promise<void> {
  if ((await readWholeJson<Claim>(path))?.id === claim.id) await rm(path, { force: true });
}
