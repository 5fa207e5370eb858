import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { EngineError, systemCode } from './engineError.ts';
import { until } from './until.ts';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** Boot and moment of birth as the system writes them; only ever compared. */
  started: string;
}

interface ProcessRow extends ProcessIdentity {
  parent: number;
}

const onLinux = process.platform === 'linux';

/** @returns undefined when no such process runs; one that has ended and only waits to be reaped does not run. */
export function identify(pid: number): ProcessIdentity | undefined {
  const row = onLinux ? readProc(pid) : readPs(['-p', String(pid)])[0];
  return row && { pid: row.pid, started: row.started };
}

export function isRunning(known: ProcessIdentity): boolean {
  return identify(known.pid)?.started === known.started;
}

/** @returns false when the process is gone already */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/**
 * SIGKILLs a process and all its descendants and waits until none is left. The process is stopped first, so that it
 * cannot fork while the family is counted. A group signal would not do: PostgreSQL gives each child a session of its own.
 */
export async function killTree(root: ProcessIdentity, timeout_ms = 10_000): Promise<void> {
  if (!isRunning(root)) return;
  signal(root.pid, 'SIGSTOP');
  await killAll([root, ...descendants(root.pid)], timeout_ms);
}

export async function killAll(processes: readonly ProcessIdentity[], timeout_ms = 10_000): Promise<void> {
  for (const one of processes) if (isRunning(one)) signal(one.pid, 'SIGKILL');
  if (await until(() => !processes.some(isRunning), { timeout_ms })) return;
  throw new EngineError('failed', `processes ${processes.map(({ pid }) => pid).join(', ')} did not die of SIGKILL`);
}

/** Asks a process to end and, when it has not after `timeout_ms`, kills it with its descendants. */
export async function endProcess(known: ProcessIdentity, name: NodeJS.Signals, timeout_ms: number): Promise<void> {
  if (!isRunning(known) || !signal(known.pid, name)) return;
  if (await until(() => !isRunning(known), { timeout_ms })) return;
  await killTree(known);
}

function descendants(ancestor: number): ProcessIdentity[] {
  const all = onLinux ? runningPids().flatMap((pid) => readProc(pid) ?? []) : readPs(['-ax']);
  const family = new Set([ancestor]);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
    grown = family.size > before;
  }
  return all.filter(({ pid }) => pid !== ancestor && family.has(pid)).map(({ pid, started }) => ({ pid, started }));
}

/** Linux only. */
export function runningPids(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function readProc(pid: number): ProcessRow | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // proc_pid_stat(5): the name in brackets may itself hold blanks and brackets; state, ppid, …, starttime (22nd) follow.
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  return { pid, parent: Number(parent), started: `${bootId()}:${rest[17]}` };
}

function readPs(which: string[]): ProcessRow[] {
  let table: string;
  try {
    table = execFileSync('ps', ['-o', 'pid=,ppid=,stat=,lstart=', ...which], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    // ps ends with 1 when it has nothing to list.
    if (error instanceof Error && 'status' in error && error.status === 1) return [];
    throw error;
  }
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state, started] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return !pid || !started || state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), started }];
  });
}

function bootId(): string {
  return readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // A process that ends between open and read answers ESRCH.
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}
