import type { Connection } from '@purser/db';

/** Counts in windows of time; the database is what several gateways share. */
export function counterStore({ sql }: Pick<Connection, 'sql'>) {
  return {
    /** @returns how often it was counted in this window, this time included */
    add: async (bucket: string, windowStart: Date): Promise<number> => {
      const [row] = await sql<{ count: number }[]>`
        insert into counters (bucket, window_start, count) values (${bucket}, ${windowStart.toISOString()}, 1)
        on conflict (bucket, window_start) do update set count = counters.count + 1 returning count`;
      return row?.count ?? 0;
    },
    clear: async (bucket: string): Promise<void> => {
      await sql`delete from counters where bucket = ${bucket}`;
    },
    prune: async (before: Date): Promise<void> => {
      await sql`delete from counters where window_start < ${before.toISOString()}`;
    },
  };
}
export type CounterStore = ReturnType<typeof counterStore>;
