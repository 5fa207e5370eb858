import { spawn } from 'node:child_process';
import type { Account } from './account.ts';
import { EngineError } from './engineError.ts';
import { identify, type ProcessIdentity, signal } from './processes.ts';
import { run } from './run.ts';

export interface ServerCommand {
  file: string;
  args: readonly string[];
  /** Where the program's own shared libraries lie, when the system does not have them. */
  libraries?: string | undefined;
}

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  identity: ProcessIdentity;
  ended: Promise<Ending>;
}

/**
 * Starts a server in a session of its own, so that a terminal's ctrl-C reaches us alone and we can stop it last.
 * Where `setpriv` exists (Linux) the kernel sends the stop signal to the server when we die, however we die.
 * The server sees nothing of our environment: it may hold keys.
 */
export async function startServer(
  command: ServerCommand,
  options: { account: Account | undefined; logFile: number; stopSignal: NodeJS.Signals },
): Promise<ServerProcess> {
  const { account, logFile, stopSignal } = options;
  const guard = await deathGuard(stopSignal);
  const [file = command.file, ...args] = [...guard, command.file, ...command.args];
  const child = spawn(file, args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFile, logFile],
    env: serverEnvironment(command.libraries),
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new EngineError('failed', `cannot run ${command.file}: ${cause.message}`, cause)),
    );
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command.file} was started and has no process number`);
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, name) => resolve({ code, signal: name }));
  });
  // A server that fell at once is no longer in the list; its number alone then matches nothing that runs.
  const identity = identify(pid) ?? { pid, started: 'ended' };
  stopWithUs(pid, stopSignal, ended);
  return { identity, ended };
}

/** For an ordinary end of ours where no kernel signal is to be had; costs nothing where it is. */
function stopWithUs(pid: number, stopSignal: NodeJS.Signals, ended: Promise<Ending>): void {
  const stop = () => signal(pid, stopSignal);
  process.once('exit', stop);
  ended.then(() => process.off('exit', stop));
}

async function deathGuard(stopSignal: NodeJS.Signals): Promise<string[]> {
  // setpriv knows signals by their names without SIG, and not by number.
  const guard = ['setpriv', '--pdeathsig', stopSignal.replace(/^SIG/, '')];
  const [file = '', ...args] = guard;
  const works = process.platform === 'linux' && (await run(file, [...args, 'true'])).code === 0;
  return works ? guard : [];
}

function serverEnvironment(libraries: string | undefined): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(libraries && { LD_LIBRARY_PATH: libraries }),
  };
}
