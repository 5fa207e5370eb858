import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { knowArrays } from './arrays.ts';
import { openLanes, type TxSql } from './lanes.ts';
import { openPool, type Sql } from './pool.ts';

export type Orm = PostgresJsDatabase;

/** One open transaction: `sql` for hot statements (prepared), `orm` for typed ones. Both speak on the same connection. */
export type Tx = { sql: TxSql; orm: Orm };

export type ConnectOptions = {
  url: string;
  /** Connections at most for transactions, and as many for statements outside of them; opened as they are needed. */
  max: number;
  /** Shown in pg_stat_activity. */
  name: string;
  statementTimeout_ms?: number;
};

/** A pool of connections under one role. Timestamps come back as text in UTC, int8 as bigint, json goes in as text. */
export type Connection = {
  sql: Sql;
  /**
   * Runs `work` in a transaction that sees one tenant, and one customer where given. Commits when it resolves, rolls
   * back when it throws.
   */
  tenantTx<T>(scope: { tenant: string; customer?: string | undefined }, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction with no tenant: tenant tables look empty in it. For plumbing and doors. */
  plainTx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

// The types Drizzle wants to read and write itself; it sets the same on the pool it is given.
const passThrough = { time: [1082, 1083, 1114, 1182, 1185, 1115, 1231, 1184], json: [114, 3802] };

export function connect(options: ConnectOptions): Connection {
  const pool = openPool((onClose) => openDriver(options, options.max, onClose));
  const lanes = openLanes((onClose) => openDriver(options, 1, onClose), options.max);
  const txOf = (sql: TxSql): Tx => ({ sql, orm: ormOn(sql) });
  return {
    sql: pool.sql,
    tenantTx: ({ tenant, customer }, work) =>
      lanes.transaction(
        (tx) =>
          tx`select set_config('app.tenant_id', ${tenant}, true), set_config('app.customer_id', ${customer ?? ''}, true)`,
        (sql) => work(txOf(sql)),
      ),
    plainTx: (work) => lanes.transaction(null, (sql) => work(txOf(sql))),
    close: async () => {
      await lanes.close();
      await pool.close();
    },
  };
}

function openDriver(options: ConnectOptions, max: number, onclose: () => void): Sql {
  const sql: Sql = postgres(options.url, {
    max,
    types: { bigint: postgres.BigInt },
    onnotice: () => {},
    onclose,
    fetch_types: false,
    connect_timeout: 10,
    idle_timeout: 0,
    max_lifetime: null,
    connection: {
      application_name: options.name,
      statement_timeout: options.statementTimeout_ms ?? 15_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      TimeZone: 'UTC',
    },
  });
  knowArrays(sql);
  const asIs = (value: unknown) => value;
  for (const oid of passThrough.time) sql.options.parsers[oid] = asIs;
  for (const oid of [...passThrough.time, ...passThrough.json]) sql.options.serializers[oid] = asIs;
  return sql;
}

/** Drizzle on an open transaction. Made on first use, since hot paths do without it. */
function ormOn(tx: TxSql): Orm {
  let made: Orm | undefined;
  const make = () => {
    made ??= drizzle(tx as unknown as Sql);
    return made;
  };
  return new Proxy({} as Orm, { get: (_target, key) => Reflect.get(make(), key, make()) });
}
