import { spawn } from 'node:child_process';
import { systemCode } from './engineError.ts';

export interface Finished {
  /** 127 when there is no such program, as a shell would say; 128 when a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  as?: { uid: number; gid: number } | undefined;
  timeout_ms?: number;
}

/** Runs a program to its end. A bad end is an answer (`code`), not an error. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd = '/', env = process.env, as, timeout_ms = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(as && { uid: as.uid, gid: as.gid }),
    });
    // Not spawn's own timeout: that one goes on, and keeps us alive, when the program could not be run at all.
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout_ms);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', (error) => {
      clearTimeout(timer);
      if (systemCode(error) === 'ENOENT') resolve({ code: 127, stdout: '', stderr: `${file}: no such program` });
      else if (systemCode(error) === 'EACCES') resolve({ code: 126, stdout: '', stderr: `${file}: not allowed` });
      else reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}
