import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { createIds } from '../ids.ts';
import { openDb, readMeta, transaction, writeMeta } from '../store/open.ts';
import { createMailFaults } from './faults.ts';
import { mailRoutes } from './routes.ts';
import { mailSchema, mailTables } from './schema.ts';
import { createSmtpServer } from './smtp.ts';
import type { MailWorld } from './world.ts';

export interface MailOptions {
  dir: string;
  seed: string | undefined;
  hostname: string;
  /** 0 takes any free port. */
  port: number;
  user: string | undefined;
  password: string | undefined;
}

/** The running mail server. */
export interface MailPart {
  port: number;
  /** Where a client sends, with its user and password. */
  url: string;
  routes: Hono;
  /** Forgets everything but the password. */
  forget: (seed: string | undefined) => void;
  stop: () => Promise<void>;
}

/** A password that was not given is made up once and stays the same for this folder. */
function passwordOf(world: Pick<MailWorld, 'db'>, given: string | undefined): string {
  if (given) return given;
  const made = readMeta(world.db, 'password') ?? randomBytes(12).toString('hex');
  writeMeta(world.db, 'password', made);
  return made;
}

function forget(world: MailWorld, seed: string | undefined): void {
  transaction(world.db, () => {
    for (const table of mailTables) world.db.sql(`DELETE FROM ${table}`).run();
    world.faults.clear();
    world.ids.reseed(seed ?? readMeta(world.db, 'seed') ?? '');
  });
}

/** Starts the mail server on a port of its own. @throws Error when the port or the folder cannot be used. */
export async function startMail(options: MailOptions, clock: Clock): Promise<MailPart> {
  const db = openDb(options.dir, 'mail.sqlite', mailSchema);
  const ids = createIds(db, options.seed);
  const user = options.user ?? 'sandbox';
  const world: MailWorld = {
    db,
    ids,
    clock,
    faults: createMailFaults(db, ids),
    user,
    password: passwordOf({ db }, options.password),
  };
  const { server, hangUp } = createSmtpServer(world);
  const port = await new Promise<number>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.hostname, () => resolve(portOf(server.server.address())));
  });
  const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
  return {
    port,
    url: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(world.password)}@${host}:${port}`,
    routes: mailRoutes(world),
    forget: (seed) => forget(world, seed),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      hangUp();
      await closed;
      db.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('sandbox: the mail server has no port');
}
