import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

type Started = Record<'postgres' | 'nats' | 'redis', { pid: number; url: string }>;

/**
 * For tests: the three engines, started by a process that the test may kill.
 * @throws Error with what the process printed, when it ends before they are up
 */
export async function startedElsewhere(
  base: string,
  options: {
    env?: NodeJS.ProcessEnv;
    node?: string;
    library?: string;
    as?: { uid: number; gid: number } | undefined;
  } = {},
): Promise<{ starter: ChildProcess; engines: Started; printed: () => string } & AsyncDisposable> {
  const { env = process.env, node = process.execPath, as } = options;
  const { library = fileURLToPath(new URL('.', import.meta.url)) } = options;
  const starter = spawn(node, [`${library}/startAll.fixture.ts`, base], { cwd: '/', env, ...as });
  let told = '';
  let printed = '';
  starter.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const engines = await new Promise<Started>((resolve, reject) => {
    starter.stdout.on('data', (chunk) => {
      told += chunk;
      if (told.endsWith('}\n')) resolve(JSON.parse(told));
    });
    once(starter, 'close').then(() => reject(new Error(`ended before the engines were up: ${told}${printed}`)), reject);
  });
  return { starter, engines, printed: () => printed, [Symbol.asyncDispose]: () => endStarter(starter) };
}

/** In good order, its engines with it. */
async function endStarter(starter: ChildProcess): Promise<void> {
  if (starter.exitCode !== null || starter.signalCode !== null) return;
  const closed = once(starter, 'close');
  starter.kill('SIGTERM');
  await closed;
}
