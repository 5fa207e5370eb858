import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  keeperPermissions,
  keeperUser,
  natsAuthorization,
  natsPermissions,
  natsTransport,
  type Permissions,
  startKeeper,
  type Transport,
} from '@purser/bus';
import { contracts, serviceNames } from '@purser/contracts';
import { type NatsEngine, removeEngine, startNats } from '@purser/engines';
import { randomToken } from '@purser/vault';

export type TestNats = {
  engine: NatsEngine;
  /** A connection as one of the services, with that service's permissions. */
  connect(service: string): Promise<Transport>;
  password(user: string): string;
  stop(): Promise<void>;
};

type NatsUsers = Record<string, { password: string; permissions: Permissions }>;

/** Every service with a password and the permissions that follow from the contracts. */
export function natsUsers(names: readonly string[]): NatsUsers {
  return Object.fromEntries(
    names.map((name) => [name, { password: randomToken(), permissions: natsPermissions(name, contracts) }]),
  );
}

/** A NATS server of one's own, and a keeper that makes every service's streams and consumers. */
export async function startTestNats(users = natsUsers(serviceNames)): Promise<TestNats> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-nats-'));
  const keeps = { password: randomToken(), permissions: keeperPermissions(contracts) };
  const all: NatsUsers = { ...users, [keeperUser]: keeps };
  const engine = await startNats({ dir, config: natsAuthorization(all) });
  const keeper = await startKeeper({ servers: engine.url, password: keeps.password, contracts });
  const open: Transport[] = [];
  const password = (user: string) => all[user]?.password ?? '';
  return {
    engine,
    password,
    connect: async (service) => {
      const transport = await natsTransport({ servers: engine.url, user: service, password: password(service) });
      open.push(transport);
      return transport;
    },
    stop: async () => {
      await Promise.all(open.map((transport) => transport.close()));
      await keeper.close();
      await engine.stop();
      await removeEngine(dir);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
