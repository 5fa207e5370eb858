import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsAuthorization, natsPermissions, natsTransport, type Transport } from '@purser/bus';
import { contracts, serviceNames } from '@purser/contracts';
import { type NatsEngine, removeEngine, startNats } from '@purser/engines';
import { randomToken } from '@purser/vault';

export type TestNats = {
  engine: NatsEngine;
  /** A connection as one of the services, with that service's permissions. */
  connect(service: string): Promise<Transport>;
  password(service: string): string;
  stop(): Promise<void>;
};

/** Every service with a password and the permissions that follow from the contracts. */
export function natsUsers(
  names: readonly string[],
): Record<string, { password: string; permissions: ReturnType<typeof natsPermissions> }> {
  return Object.fromEntries(
    names.map((name) => [name, { password: randomToken(), permissions: natsPermissions(name, contracts) }]),
  );
}

/** A NATS server of one's own. */
export async function startTestNats(users = natsUsers(serviceNames)): Promise<TestNats> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-nats-'));
  const engine = await startNats({ dir, config: natsAuthorization(users) });
  const open: Transport[] = [];
  const password = (service: string) => users[service]?.password ?? '';
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
      await engine.stop();
      await removeEngine(dir);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
