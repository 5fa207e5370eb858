import { fault } from '@purser/fault';

/** Lets so many in at once. Beyond the bound callers are told to come again, instead of waiting in a queue that grows. */
export type Admission = <T>(work: () => Promise<T>) => Promise<T>;

/** @returns what runs work or throws Fault `limited`. */
export function admission(most: number): Admission {
  let open = 0;
  return async (work) => {
    if (open >= most)
      throw fault('limited', 'busy', 'Too much at once; try again in a moment.', { retryAfter_ms: 500 });
    open += 1;
    try {
      return await work();
    } finally {
      open -= 1;
    }
  };
}
