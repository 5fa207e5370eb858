import type { Clock } from '@purser/clock';
import { fault } from '@purser/fault';
import { type MasterKey, sign } from '@purser/vault';
import type { CounterStore } from '../store/counters.ts';

/** So many within so long. */
export type Limit = { name: string; most: number; window_ms: number };

const quarter_ms = 900_000;
export const limits = {
  /** Tries of one person's password from one network: what is beyond does not stop them elsewhere. */
  signInPair: { name: 'signInPair', most: 10, window_ms: quarter_ms },
  signInNetwork: { name: 'signInNetwork', most: 60, window_ms: quarter_ms },
  /** All networks together: what the machine can hash without starving the rest. */
  signInAll: { name: 'signInAll', most: 6000, window_ms: quarter_ms },
  /** A browser in which that person signed in before; a flood from elsewhere does not count here. */
  signInDevice: { name: 'signInDevice', most: 20, window_ms: quarter_ms },
  password: { name: 'password', most: 10, window_ms: quarter_ms },
  token: { name: 'token', most: 120, window_ms: quarter_ms },
  openLink: { name: 'openLink', most: 120, window_ms: quarter_ms },
  askLink: { name: 'askLink', most: 20, window_ms: quarter_ms },
  /** Test mails of one person to themselves. */
  testMail: { name: 'testMail', most: 20, window_ms: quarter_ms },
  askLinkMail: { name: 'askLinkMail', most: 5, window_ms: quarter_ms },
} satisfies Record<string, Limit>;

export type Limits = {
  /** Counts one try of what `of` names. @throws Fault limited with when to come again */
  count(limit: Limit, of: string): Promise<void>;
  /** As `count`, for where the answer must not tell: whether it is within. */
  within(limit: Limit, of: string): Promise<boolean>;
  clear(limit: Limit, of: string): Promise<void>;
  prune(): Promise<void>;
};

export function openLimits({ store, clock, key }: { store: CounterStore; clock: Clock; key: MasterKey }): Limits {
  const bucketOf = ({ name }: Limit, of: string) => `${name}:${sign(key, `limit.${name}`, of)}`;
  const windowOf = ({ window_ms }: Limit) => Math.floor(clock.machine().getTime() / window_ms) * window_ms;
  const within = async (limit: Limit, of: string) =>
    (await store.add(bucketOf(limit, of), new Date(windowOf(limit)))) <= limit.most;
  return {
    within,
    count: async (limit, of) => {
      if (await within(limit, of)) return;
      const retryAfter_ms = windowOf(limit) + limit.window_ms - clock.machine().getTime();
      throw fault(
        'limited',
        'too_many_requests',
        'There were too many tries in a short time. Wait a while, then try again.',
        {
          retryAfter_ms,
        },
      );
    },
    clear: (limit, of) => store.clear(bucketOf(limit, of)),
    prune: () => store.prune(new Date(clock.machine().getTime() - 2 * quarter_ms)),
  };
}
