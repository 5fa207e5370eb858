/** One of many things to be done, and what came of it. */
export type BulkItem = { id: string; name: string };
export type BulkResult =
  | { state: 'waiting' }
  | { state: 'running' }
  | { state: 'done'; text: string }
  | { state: 'failed'; error: unknown };

/** `started` tells one run from the next. */
export type BulkRun = {
  started: number;
  /** What is done, as in "Issuing invoices". */
  label: string;
  /** What is done to one, as in "issue". */
  doing: string;
  items: readonly BulkItem[];
  results: Readonly<Record<string, BulkResult>>;
  ended: boolean;
};

type Work = { label: string; doing: string; items: readonly BulkItem[]; act: (item: BulkItem) => Promise<string> };

/** More at once would only wait for each other at the server. */
const AT_ONCE = 3;

/** Work on many things that goes on while its page is left. One run at a time; it lives as long as the tab. */
export function openBulk() {
  let run: BulkRun | undefined;
  let count = 0;
  const readers = new Set<() => void>();
  const show = (next: BulkRun | undefined) => {
    run = next;
    for (const reader of readers) reader();
  };
  const note = (of: number, id: string, result: BulkResult) => {
    if (run?.started === of) show({ ...run, results: { ...run.results, [id]: result } });
  };
  return {
    shown: () => run,
    subscribe: (reader: () => void) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    /** Whether it was begun; a second run waits for nobody and is refused. */
    start: ({ label, doing, items, act }: Work): boolean => {
      if (run && !run.ended) return false;
      count += 1;
      const mine = count;
      const results = Object.fromEntries(items.map(({ id }) => [id, { state: 'waiting' } as const]));
      show({ started: count, label, doing, items, results, ended: items.length === 0 });
      const queue = [...items];
      const worker = async () => {
        for (let item = queue.shift(); item && run?.started === mine; item = queue.shift()) {
          note(mine, item.id, { state: 'running' });
          try {
            note(mine, item.id, { state: 'done', text: await act(item) });
          } catch (error) {
            note(mine, item.id, { state: 'failed', error });
          }
        }
      };
      void Promise.all(Array.from({ length: AT_ONCE }, worker)).then(() => {
        if (run?.started === mine) show({ ...run, ended: true });
      });
      return true;
    },
    /** Whoever began it is gone: what has not begun is not begun any more, and nothing of it is shown to the next. */
    forget: () => show(undefined),
    close: () => {
      if (run?.ended) show(undefined);
    },
  };
}

export const bulk = openBulk();

export function countsOf({ items, results }: BulkRun): { done: number; failed: number; total: number } {
  const states = items.map(({ id }) => results[id]?.state);
  const failed = states.filter((state) => state === 'failed').length;
  return { done: failed + states.filter((state) => state === 'done').length, failed, total: items.length };
}
