import type { Bus, Client, Handler, Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { Spec } from '@purser/message';
import type { Vault } from '@purser/vault';
import type { Hono } from 'hono';

/** What a service is built on. Handlers get what they need of it from the service's composition root. */
export type ServiceParts = {
  runtime: Connection;
  relay: Connection;
  vault: Vault;
  clock: Clock;
  log: Log;
  client: Client;
  /** The environment, for what only this service reads; it parses it with a schema of its own. */
  env: Record<string, string | undefined>;
};

export type BuiltService = {
  handlers: readonly Handler[];
  /** Events of its own and commands of others that it stages. */
  sends: readonly Spec[];
  /** What the outside calls; mounted on the process's one port. */
  routes?: Hono;
  /** Work that is driven by the service's own tables. Started after the bus, stopped before it. */
  background?: { start(bus: Bus): void; stop(): Promise<void> };
  /** The process is leaving: answers that would go on for ever, such as streams, end now. Called before the port closes. */
  leaving?(): Promise<void>;
  /** What the handlers stand on besides the service's own connections; closed when no work is left. */
  close?(): Promise<void>;
};

/** A service as infra/local and tests take it: its name, its tables and how it is put together. */
export type ServiceDefinition = {
  name: string;
  migrations: URL;
  build(parts: ServiceParts): BuiltService;
};
