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
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

type Ground = {
  folder: Folder;
  settings: Settings;
  keys: Keys;
  steps: Steps;
  opened: Opened;
};

type Engines = Pick<Addresses, 'owner' | 'nats' | 'redis'>;
type Outside = Pick<Addresses, 'stripe' | 'edge' | 'mail'>;

/** The sandbox, unless money is real, then the platform's processes. @returns where they are reached */
export function startChildren(ground: Ground, engines: Engines): Promise<Outside> {
  return ground.settings.live ? startLive(ground, engines) : startWithSandbox(ground, engines);
}

/** No sandbox at all. The port is the one that the proxy was told of, or none. */
async function startLive(ground: Ground, engines: Engines): Promise<Outside> {
  const { folder, settings } = ground;
  const { host, edgePort } = settings;
  const ports = await choosePorts(folder.ports, host, { edge: edgePort });
  if (edgePort !== 0 && ports.edge !== edgePort)
    throw new Refusal(`Port ${edgePort} at ${host} is taken by something else. PURSER_PORT names another.`);
  const edge = `http://${reachable(host)}:${ports.edge}`;
  const outside = { stripe: '', edge, mail: '' };
  await startPlatform(ground, { ...engines, ...outside }, ports.edge, edge);
  return outside;
}

async function startWithSandbox(ground: Ground, engines: Engines): Promise<Outside> {
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
  const outside = { stripe: stripe.url, edge: edge.url, mail: `${reachable(settings.host)}:${ports.mail}` };
  await startPlatform(ground, { ...engines, ...outside }, ports.edge, `${edge.url}${edge.note}`);
  return outside;
}

async function startPlatform(ground: Ground, addresses: Addresses, edgePort: number, where: string): Promise<void> {
  const { folder, settings, keys, steps, opened } = ground;
  const told = { keys, settings, addresses };
  const started = hostNames.map((host) =>
    steps.step(
      host,
      async () => keepRunning(ground, host, await writeOrders(folder, host, host === 'edge' ? edgePort : 0, told)),
      () => [host === 'edge' ? where : '', namesIn(host)].filter(Boolean).join('  '),
    ),
  );
  const failed = (await Promise.allSettled(started)).find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  opened.edge = addresses.edge;
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
