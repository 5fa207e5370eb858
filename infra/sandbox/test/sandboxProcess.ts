import { type ChildProcess, spawn } from 'node:child_process';
import { until } from './receiver.ts';
import { publishableKey, secretKey } from './testbed.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;

/** The sandbox as a process of its own. */
export interface SandboxProcess {
  child: ChildProcess;
  url: string;
  smtp: string;
}

/** Starts the sandbox on a folder; resolves with the addresses it prints when it listens. */
export async function startProcess(dir: string, more: Record<string, string> = {}): Promise<SandboxProcess> {
  const env = {
    ...process.env,
    PURSER_SANDBOX_DIR: dir,
    PURSER_SANDBOX_PORT: '0',
    PURSER_SANDBOX_MAIL_PORT: '0',
    PURSER_SANDBOX_SECRET_KEY: secretKey,
    PURSER_SANDBOX_PUBLISHABLE_KEY: publishableKey,
    ...more,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const addresses = () => {
    const url = /sandbox Stripe on (http:\S+),/.exec(printed)?.[1];
    const smtp = /mail at (smtp:\S+)/.exec(printed)?.[1];
    return url && smtp ? { child, url, smtp } : undefined;
  };
  try {
    return await until('the sandbox process', addresses, 20_000);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
