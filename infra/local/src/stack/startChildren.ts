import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostNames, hosts } from '../hosts.ts';
import type { Steps } from '../print/steps.ts';
import { createChild } from '../supervise/child.ts';
import type { Folder } from './folder.ts';
import type { Keys } from './keys.ts';
import type { Opened } from './opened.ts';
import { type Addresses, childEnvironment, writeOrders, writeSandboxOrders } from './orders.ts';
import { choosePorts } from './ports.ts';
import type { Settings } from './settings.ts';

type Ground = {
  folder: Folder;
  settings: Settings;
  keys: Keys;
  steps: Steps;
  opened: Opened;
};

/** The sandbox, then the platform's processes. @returns where the sandbox and the platform are reached */
export async function startChildren(
  ground: Ground,
  engines: Pick<Addresses, 'owner' | 'nats' | 'redis'>,
): Promise<Pick<Addresses, 'stripe' | 'edge' | 'mail'>> {
  const { folder, settings, keys, steps, opened } = ground;
  const wished = { edge: settings.edgePort, sandbox: settings.sandboxPort, mail: settings.mailPort };
  const ports = await choosePorts(folder.ports, settings.host, wished);
  const at = (name: keyof typeof wished) => {
    const moved = wished[name] !== 0 && ports[name] !== wished[name];
    return {
      url: `http://${reachable(settings.host)}:${ports[name]}`,
      note: moved ? ` (${wished[name]} was taken)` : '',
    };
  };
  const stripe = at('sandbox');
  const edge = at('edge');
  await steps.step(
    'sandbox',
    async () => {
      const listen = { port: ports.sandbox, hostname: settings.host, publicUrl: stripe.url, mailPort: ports.mail };
      await keepRunning(ground, 'sandbox', await writeSandboxOrders(folder, keys, listen));
    },
    () => `${stripe.url}${stripe.note}`,
  );
  opened.sandbox = stripe.url;
  const mail = `${reachable(settings.host)}:${ports.mail}`;
  const told = { keys, settings, addresses: { ...engines, stripe: stripe.url, edge: edge.url, mail } };
  const started = hostNames.map((host) =>
    steps.step(
      host,
      async () => keepRunning(ground, host, await writeOrders(folder, host, host === 'edge' ? ports.edge : 0, told)),
      () => [host === 'edge' ? `${edge.url}${edge.note}` : '', namesIn(host)].filter(Boolean).join('  '),
    ),
  );
  const failed = (await Promise.allSettled(started)).find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  opened.edge = edge.url;
  return { stripe: stripe.url, edge: edge.url, mail };
}

/** Known to `opened` before it is started, so that it ends with the rest even if it never becomes ready. */
async function keepRunning({ folder, steps, opened }: Ground, name: string, stackFile: string): Promise<void> {
  const file = name === 'sandbox' ? '../sandbox.ts' : '../process.ts';
  const child = createChild(
    {
      name,
      entry: fileURLToPath(new URL(file, import.meta.url)),
      env: childEnvironment(stackFile),
      log: join(folder.logs, `${name}.log`),
    },
    steps.note,
  );
  opened.children.set(name, child);
  await child.start();
}

function namesIn(host: keyof typeof hosts): string {
  return hosts[host].map(({ name }) => name).join(', ');
}

/** Where those on this machine reach what listens on a host. */
function reachable(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}
