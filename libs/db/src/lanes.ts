import type postgres from 'postgres';
import type { Sql } from './pool.ts';

export type TxSql = postgres.TransactionSql<{ bigint: bigint }>;

/**
 * One connection that a transaction has to itself. postgres.js 3.4.9's own `begin` crashes the process when the server goes
 * away in mid-transaction, and may run what is left of a dead transaction on another connection (porsager/postgres issues
 * 1154, 1208, 1216). Here a connection that closed is dead at once: nothing more is written to it, and it is thrown away.
 */
type Lane = { sql: Sql; dead: boolean };

export type Lanes = {
  /** Runs `work` in a transaction; commits when it resolves, rolls back when it throws. */
  transaction<T>(
    setUp: ((sql: TxSql) => postgres.PendingQuery<postgres.Row[]>) | null,
    work: (sql: TxSql) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
};

/** A transaction that outlives this is given up, and its connection with it. */
const longest_ms = 60_000;

export function openLanes(open: (onclose: () => void) => Sql, max: number): Lanes {
  const all = new Set<Lane>();
  const idle: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  let closing = false;

  const newLane = (): Lane => {
    const lane: Lane = {
      dead: false,
      sql: open(() => {
        lane.dead = true;
        // The driver would open a new connection for statements that still queue, and run them outside of the transaction.
        void lane.sql.end({ timeout: 0 });
      }),
    };
    all.add(lane);
    return lane;
  };
  const discard = (lane: Lane) => {
    lane.dead = true;
    all.delete(lane);
    void lane.sql.end({ timeout: 0 }).catch(() => {});
  };
  const take = (): Promise<Lane> | Lane => {
    for (let lane = idle.pop(); lane; lane = idle.pop()) {
      if (!lane.dead) return lane;
      discard(lane);
    }
    return all.size < max ? newLane() : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (lane: Lane) => {
    if (lane.dead) discard(lane);
    const next = waiting.shift();
    if (next) next(lane.dead ? newLane() : lane);
    else if (!lane.dead && !closing) idle.push(lane);
    else if (!lane.dead) discard(lane);
  };

  return {
    transaction: async (setUp, work) => {
      if (closing) throw connectionLost();
      const lane = await take();
      try {
        return await runOn(lane, setUp, work);
      } finally {
        giveBack(lane);
      }
    },
    close: async () => {
      closing = true;
      await Promise.all([...all].map((lane) => lane.sql.end({ timeout: 5 }).catch(() => {})));
    },
  };
}

async function runOn<T>(
  lane: Lane,
  setUp: ((sql: TxSql) => postgres.PendingQuery<postgres.Row[]>) | null,
  work: (sql: TxSql) => Promise<T>,
): Promise<T> {
  const tx = { over: false };
  const sql = guarded(lane, tx);
  const timer = setTimeout(() => {
    lane.dead = true;
    void lane.sql.end({ timeout: 0 }).catch(() => {});
  }, longest_ms);
  try {
    // Sent without waiting: these travel in one packet with the first statement of `work`.
    const begun = underWay(lane.sql.unsafe('begin').execute());
    const ready = underWay(setUp ? setUp(sql).execute() : undefined);
    const value = await work(sql);
    tx.over = true;
    await begun;
    await ready;
    if (lane.dead) throw connectionLost();
    const { command } = await lane.sql.unsafe('commit');
    if (command !== 'COMMIT')
      throw Object.assign(new Error('a statement that nobody waited for failed; rolled back'), { code: '25P02' });
    return value;
  } catch (error) {
    tx.over = true;
    await rollBack(lane, error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** As the driver and the system write theirs; what is refused by rules of ours has codes in small letters. */
const driversCode = /^[A-Z_]+$/;

/** A connection on which anything but a statement's own failure, or a refusal of ours, happened is not used again. */
async function rollBack(lane: Lane, error: unknown): Promise<void> {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const isDrivers = cause instanceof Error && 'code' in cause && driversCode.test(String(cause.code));
  if (isDrivers || cause instanceof TypeError) lane.dead = true;
  if (lane.dead) return;
  await lane.sql.unsafe('rollback').catch(() => {
    lane.dead = true;
  });
}

/** Something already under way, whose failure nobody hears of before it is awaited. */
function underWay(work: PromiseLike<unknown> | undefined): Promise<unknown> {
  const promise = Promise.resolve(work);
  promise.catch(() => {});
  return promise;
}

/** The lane's connection as a transaction sees it: it takes statements while the transaction is open, and no longer. */
function guarded(lane: Lane, tx: { over: boolean }): TxSql {
  const check = () => {
    if (tx.over) throw new Error('this transaction is over');
    if (lane.dead) throw connectionLost();
  };
  return new Proxy(lane.sql, {
    apply: (target, self, args) => {
      check();
      return Reflect.apply(target, self, args);
    },
    get: (target, key) => {
      if (key === 'unsafe') check();
      return Reflect.get(target, key);
    },
  }) as unknown as TxSql;
}

function connectionLost(): Error {
  return Object.assign(new Error('the connection to PostgreSQL was lost'), { code: 'CONNECTION_CLOSED' });
}
