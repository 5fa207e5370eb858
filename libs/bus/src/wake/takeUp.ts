import type { RowKey } from '../ledger/rows.ts';
import { resume } from '../router/resume.ts';
import type { Runtime } from '../runtime.ts';
import { openWork } from '../transport/openWork.ts';

/** Who takes a message up waits for it so long; what takes longer goes on by itself. */
const attended_ms = 1000;
/** So much, in measures of what a process handles at once, goes on by itself: what hangs costs little, and what does not is over soon. */
const most = 8;
/** How long the end of the process waits for what is under way; what takes longer is taken up by another after its lease. */
const leave_ms = 12_000;

export type TakeUp = {
  /** Tries a due message. @returns whether it was ours to take up; for one that goes on by itself that is so */
  take(key: RowKey): Promise<boolean>;
  /** Begins nothing more. */
  stop(): void;
  /** Resolves when nothing is under way. */
  ended(): Promise<void>;
  /** Waits a while for what is under way. */
  close(): Promise<void>;
};

/**
 * Takes up what is due, however it was found. A mail server that takes calls and never answers holds its messages for as long as a call may
 * last: so nobody stands by a message for longer than a moment, and of what calls the outside a tenant has its share. What is left out
 * stays due, and the sweep finds it.
 */
export function openTakeUp(rt: Runtime): TakeUp {
  const open = openWork();
  const begun = new Set<string>();
  let unattended = 0;
  let stopped = false;
  const begin = (key: RowKey, name: string, end: () => void) => {
    begun.add(name);
    const over = () => {
      begun.delete(name);
      end();
    };
    return open.add(resume(rt, key).finally(over)).then(isOurs);
  };
  return {
    take: async (key) => {
      const name = `${key.tenant} ${key.handler} ${key.messageId}`;
      // Found again before the database has said that it is ours.
      if (stopped || begun.has(name)) return false;
      const takesLong = rt.handlers.get(key.handler)?.kind === 'stepped';
      const end = takesLong ? rt.shares.begin(key.tenant) : () => {};
      if (!end) {
        rt.shares.leftOut(key.tenant);
        return false;
      }
      const work = begin(key, name, end);
      if (unattended >= rt.tuning.inFlight * most) return work;
      const quick = await within(attended_ms, work);
      if (quick !== undefined) return quick;
      unattended += 1;
      work
        .catch((error) => rt.log.warn({ ...key, error: String(error) }, 'a due message could not be taken up'))
        .finally(() => {
          unattended -= 1;
        });
      return true;
    },
    stop: () => {
      stopped = true;
    },
    ended: () => open.ended(),
    close: async () => void (await within(leave_ms, open.ended())),
  };
}

const isOurs = (outcome: unknown) => outcome !== undefined;

/** What `work` says, if it says so soon. */
async function within<T>(limit_ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit_ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
