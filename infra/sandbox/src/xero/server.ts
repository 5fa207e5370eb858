import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import type { FaultRules } from '../faults/rules.ts';
import { createIds } from '../ids.ts';
import { type Db, openDb, readMeta, transaction, writeMeta } from '../store/open.ts';
import { xeroAdmin } from './admin/routes.ts';
import { organisations } from './books/organisation.ts';
import { addOrganisation } from './books/seed.ts';
import { xeroHttp } from './http.ts';
import { xeroSchema, xeroTables } from './schema.ts';
import type { XeroWorld } from './world.ts';

export interface XeroOptions {
  dir: string;
  seed: string | undefined;
  clientId: string | undefined;
  clientSecret: string | undefined;
  redirectUris: readonly string[] | undefined;
}

/** The running accounting sandbox. */
export interface XeroPart {
  clientId: string;
  clientSecret: string;
  /** Served under `/xero`. */
  routes: ReturnType<typeof xeroHttp>;
  /** Served under `/_sandbox/xero`. */
  admin: Hono;
  /** Forgets everything but the app's id and secret, and makes the demo organisations anew. */
  forget: (seed: string | undefined) => void;
  stop: () => void;
}

/** Organisations there are from the start. */
const firstOrganisations = ['Northgate IT Ltd (demo)', 'Kestrel Software Ltd (demo)'];

/** A value that was not given is made up once and stays the same for this folder. */
function kept(db: Db, name: string, given: string | undefined, length: number): string {
  if (given) return given;
  const made = readMeta(db, name) ?? randomBytes(length).toString('hex');
  writeMeta(db, name, made);
  return made;
}

function seedOnce(world: XeroWorld): void {
  if (organisations(world).length > 0) return;
  for (const name of firstOrganisations) addOrganisation(world, name);
}

function forget(world: XeroWorld, seed: string | undefined): void {
  transaction(world.db, () => {
    for (const table of xeroTables) world.db.sql(`DELETE FROM ${table}`).run();
    for (const key of ['user', 'signing_key']) world.db.sql('DELETE FROM meta WHERE key = ?').run(key);
    world.ids.reseed(seed ?? readMeta(world.db, 'seed') ?? '');
    seedOnce(world);
  });
}

/** Opens the accounting sandbox on its state. @throws Error when the folder cannot be used. */
export function openXero(options: XeroOptions, clock: Clock, faults: FaultRules, latencyMs: () => number): XeroPart {
  const db = openDb(options.dir, 'xero.sqlite', xeroSchema);
  const client = {
    id: kept(db, 'client_id', options.clientId, 16),
    secret: kept(db, 'client_secret', options.clientSecret, 24),
  };
  const world: XeroWorld = {
    db,
    ids: createIds(db, options.seed),
    clock,
    faults,
    client,
    redirectUris: options.redirectUris ?? [],
    limits: { perMinute: 60, perDay: 5_000, atOnce: 5 },
    underWay: new Map(),
    latencyMs,
  };
  transaction(db, () => seedOnce(world));
  return {
    clientId: client.id,
    clientSecret: client.secret,
    routes: xeroHttp(world),
    admin: xeroAdmin(world),
    forget: (seed) => forget(world, seed),
    stop: () => db.close(),
  };
}
