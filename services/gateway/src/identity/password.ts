import { fault } from '@purser/fault';
import { hashPassword, noPassword, verifyPassword } from '@purser/vault';

/** Hashing takes 19 MiB and a core each. */
const atOnce = 2;

export type Passwords = {
  /** @returns argon2id as a PHC string */
  hash(password: string): Promise<string>;
  /**
   * Whether it is the password. Without a stored hash it takes the same work and says no, so that time does not tell who exists.
   * @throws Fault limited `busy` when too many wait
   */
  verify(password: string, stored: string | null): Promise<boolean>;
};

/** @param queueMost how many may wait */
export function openPasswords({ queueMost = 64 } = {}): Passwords {
  const gate = queue(queueMost);
  const unknown = noPassword();
  return {
    hash: (password) => gate(() => hashPassword(password)),
    verify: (password, stored) =>
      gate(async () => (await verifyPassword(password, stored ?? unknown)) && stored !== null),
  };
}

/** Runs so much at once and lets so much wait; what is beyond is told to come again. */
function queue(queueMost: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= queueMost)
        throw fault('limited', 'busy', 'Too much at once; try again in a moment.', { retryAfter_ms: 2000 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
