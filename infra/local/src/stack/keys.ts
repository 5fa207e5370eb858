import { randomBytes } from 'node:crypto';
import { randomToken } from '@purser/vault';
import { z } from 'zod';

const secret = z.string().min(16);

const roles = z.strictObject({ runtime: secret, relay: secret });

const stripeKeys = z.strictObject({
  secretKey: z.string().regex(/^sk_test_\w{8,}$/),
  publishableKey: z.string().regex(/^pk_test_\w{8,}$/),
});

/** Every secret of a stack. `roles` and `masters` are by service; `nats` by user, the gateway and the keeper among them. */
const wholeKeys = z.strictObject({
  superuser: secret,
  redis: secret,
  roles: z.record(z.string(), roles),
  nats: z.record(z.string(), secret),
  masters: z.record(z.string(), secret),
  wire: secret,
  /** Of the sandbox's account: they open nothing at Stripe. */
  stripe: stripeKeys,
  /** Database roles of the store of files. */
  files: roles,
  /** Under which the gateway signs what browsers keep. */
  session: secret,
  /** Of the sandbox's mail server and of its Xero. */
  mail: z.strictObject({ user: z.string().min(1), password: secret }),
  xero: z.strictObject({ clientId: secret, clientSecret: secret }),
  /** With which the demo's people sign in. */
  demoPassword: secret,
  /** Of the sandbox account of the demo's second tenant. */
  secondStripe: stripeKeys,
});
export type Keys = z.infer<typeof wholeKeys>;

/** A file may be older than some of what is kept in it today; what it lacks of that is made. */
export const keysSchema = wholeKeys.partial({
  files: true,
  session: true,
  mail: true,
  xero: true,
  demoPassword: true,
  secondStripe: true,
});
export type StoredKeys = z.infer<typeof keysSchema>;

/** Random keys for a stack of these services and bus users. */
export function makeKeys(services: readonly string[], users: readonly string[]): Keys {
  const bare: StoredKeys = {
    superuser: randomToken(),
    redis: randomToken(),
    roles: {},
    nats: {},
    masters: {},
    wire: randomToken(),
    stripe: newStripeKeys(),
  };
  return growKeys(bare, services, users);
}

/** The same keys, and new ones for services, bus users and purposes that have none yet. */
export function growKeys(keys: StoredKeys, services: readonly string[], users: readonly string[]): Keys {
  const stored = structuredClone(keys);
  const grown: Keys = {
    ...stored,
    files: stored.files ?? { runtime: randomToken(), relay: randomToken() },
    session: stored.session ?? randomToken(),
    mail: stored.mail ?? { user: 'purser', password: randomToken() },
    xero: stored.xero ?? { clientId: randomToken(), clientSecret: randomToken() },
    demoPassword: stored.demoPassword ?? randomToken().slice(0, 20),
    secondStripe: stored.secondStripe ?? newStripeKeys(),
  };
  for (const service of services) {
    grown.roles[service] ??= { runtime: randomToken(), relay: randomToken() };
    grown.masters[service] ??= randomToken();
  }
  for (const user of users) grown.nats[user] ??= randomToken();
  return grown;
}

function newStripeKeys(): z.infer<typeof stripeKeys> {
  const hex = () => randomBytes(24).toString('hex');
  return { secretKey: `sk_test_${hex()}`, publishableKey: `pk_test_${hex()}` };
}
