import { type Client, createClient, natsTransport, productionTuning } from '@purser/bus';
import { systemClock } from '@purser/clock';
import { masterKey, wireKeys } from '@purser/vault';
import { wireId } from '../stack/canaries.ts';
import type { Stack } from '../stack/openStack.ts';

export type Gateway = { client: Client; close(): Promise<void> };

/** Speaks on the bus as the gateway does, for people and for itself. */
export async function openGateway({ keys, addresses }: Pick<Stack, 'keys' | 'addresses'>): Promise<Gateway> {
  const password = keys.nats.gateway;
  if (!password) throw new Error('no bus password was made for the gateway');
  const transport = await natsTransport({ servers: addresses.nats, user: 'gateway', password });
  const client = createClient({
    service: 'gateway',
    transport,
    wire: wireKeys(masterKey(wireId, keys.wire)),
    clock: systemClock,
    reply_ms: productionTuning.reply_ms,
  });
  return { client, close: () => transport.close() };
}
