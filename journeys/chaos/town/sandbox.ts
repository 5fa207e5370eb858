import { setTimeout as pause } from 'node:timers/promises';

/** One call to the sandbox's administration; `path` is below `/_sandbox`. @throws Error when it says no or is away */
export async function askSandbox(sandbox: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${sandbox}/_sandbox${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const again_ms = 200;
const patience_ms = 60_000;

/** As `askSandbox`, until it is there to hear it: it may just have been killed. @throws Error after a minute */
export async function tellSandbox(sandbox: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const deadline_ms = performance.now() + patience_ms;
  for (;;) {
    try {
      return await askSandbox(sandbox, method, path, body);
    } catch (error) {
      if (performance.now() > deadline_ms) throw error;
    }
    await pause(again_ms);
  }
}
