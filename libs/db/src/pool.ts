import type postgres from 'postgres';

export type Sql = postgres.Sql<{ bigint: bigint }>;

/** Connections that get over being lost. */
export type Pool = {
  /** Speaks through whichever driver pool is in use. */
  sql: Sql;
  close(): Promise<void>;
};

/** How long what still runs in a pool that lost a connection may take; above the statement timeout. */
const retirement_s = 20;

/**
 * postgres.js 3.4.9 does not get over a lost connection: what was not yet written stays in its place in the pool, and
 * whoever is given that place next waits in vain (porsager/postgres issues 1066, 1154, 1208). So a driver pool that lost
 * a connection gets no new work: it finishes what it has, and a new one takes over.
 * @param open makes a driver pool that calls back, at once, when one of its connections closes
 */
export function openPool(open: (onClose: () => void) => Sql): Pool {
  let closed = false;
  let current = start();

  function start(): Sql {
    const made: Sql = open(() => retire(made));
    return made;
  }
  function retire(pool: Sql): void {
    if (pool !== current || closed) return;
    current = start();
    void pool.end({ timeout: retirement_s });
  }

  const sql = new Proxy(current, {
    apply: (_first, _self, args) => Reflect.apply(current, undefined, args),
    get: (_first, name) => Reflect.get(current, name),
  });
  return {
    sql,
    close: async () => {
      closed = true;
      await current.end({ timeout: 5 });
    },
  };
}
