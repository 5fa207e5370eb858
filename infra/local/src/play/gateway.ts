import { type Client, createClient, natsTransport, productionTuning } from '@purser/bus';
import { systemClock } from '@purser/clock';
import { masterKey, wireKeys } from '@purser/vault';
import { wireId } from '../stack/canaries.ts';
import type { Keys } from '../stack/keys.ts';

export type Gateway = { client: Client; close(): Promise<void> };

type Needs = { keys: Pick<Keys, 'nats' | 'wire'>; addresses: { nats: string } };

/** Speaks on the bus as the gateway does, for people and for itself. */
export async function openGateway({ keys, addresses }: Needs): Promise<Gateway> {
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
