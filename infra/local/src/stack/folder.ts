import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where one stack keeps everything it has. */
export type Folder = {
  root: string;
  keys: string;
  /** Who runs the stack now. */
  running: string;
  /** Ports of the last start. */
  ports: string;
  /** Where the story that was played on a new stack left its ids. */
  demo: string;
  /** There when the stack's money is real: nothing of a sandbox is started in it, ever. */
  live: string;
  postgres: string;
  nats: string;
  redis: string;
  sandbox: string;
  /** What the children print, a file each. */
  logs: string;
  /** What the children are told at start, while they run. */
  children: string;
};

export async function openFolder(path: string): Promise<Folder> {
  const root = resolve(path);
  const folder: Folder = {
    root,
    keys: join(root, 'keys.json'),
    running: join(root, 'running.json'),
    ports: join(root, 'ports.json'),
    demo: join(root, 'demo.json'),
    live: join(root, 'live.json'),
    postgres: join(root, 'postgres'),
    nats: join(root, 'nats'),
    redis: join(root, 'redis'),
    sandbox: join(root, 'sandbox'),
    logs: join(root, 'logs'),
    children: join(root, 'children'),
  };
  // Root's servers run as another account, which has to pass through to its own folder; what is secret is 0600 each.
  const isRoot = process.getuid?.() === 0;
  await mkdir(root, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  for (const path of [folder.logs, folder.children, folder.sandbox])
    await mkdir(path, { recursive: true, mode: 0o700 });
  return folder;
}

/** Whether a database was made here before, in the folder or where a link in it leads. */
export async function holdsData({ postgres }: Folder): Promise<boolean> {
  return (await exists(join(postgres, 'data', 'PG_VERSION'))) || (await exists(join(postgres, 'elsewhere')));
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
