import { randomBytes } from 'node:crypto';
import { randomToken } from '@purser/vault';
import { z } from 'zod';

const secret = z.string().min(16);

/** Every secret of a stack. `roles` and `masters` are by service; `nats` by user, the gateway and the keeper among them. */
export const keysSchema = z.strictObject({
  superuser: secret,
  redis: secret,
  roles: z.record(z.string(), z.strictObject({ runtime: secret, relay: secret })),
  nats: z.record(z.string(), secret),
  masters: z.record(z.string(), secret),
  wire: secret,
  /** Of the sandbox's account: they open nothing at Stripe. */
  stripe: z.strictObject({
    secretKey: z.string().regex(/^sk_test_\w{8,}$/),
    publishableKey: z.string().regex(/^pk_test_\w{8,}$/),
  }),
});
export type Keys = z.infer<typeof keysSchema>;

/** Random keys for a stack of these services and bus users. */
export function makeKeys(services: readonly string[], users: readonly string[]): Keys {
  const hex = () => randomBytes(24).toString('hex');
  const bare: Keys = {
    superuser: randomToken(),
    redis: randomToken(),
    roles: {},
    nats: {},
    masters: {},
    wire: randomToken(),
    stripe: { secretKey: `sk_test_${hex()}`, publishableKey: `pk_test_${hex()}` },
  };
  return growKeys(bare, services, users);
}

/** The same keys, and new ones for services and bus users that have none yet. */
export function growKeys(keys: Keys, services: readonly string[], users: readonly string[]): Keys {
  const grown = structuredClone(keys);
  for (const service of services) {
    grown.roles[service] ??= { runtime: randomToken(), relay: randomToken() };
    grown.masters[service] ??= randomToken();
  }
  for (const user of users) grown.nats[user] ??= randomToken();
  return grown;
}
