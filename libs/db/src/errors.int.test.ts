import { randomUUID } from 'node:crypto';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { sql as statement } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from './connect.ts';
import { databaseFault, isTransient } from './errors.ts';

let database: TestDatabase;
let admin: Connection;
let directory: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  admin = connect({ url: database.adminUrl, max: 4, name: 'errors' });
  directory = connect({ url: database.url('directory', 'runtime'), max: 1, name: 'errors' });
  await admin.sql`create table public.pairs (id int primary key, n int not null)`;
  await admin.sql`insert into public.pairs values (1, 0), (2, 0)`;
});
afterAll(async () => {
  await Promise.all([admin?.close(), directory?.close()]);
  await database?.drop();
});

/** What the work throws. */
async function thrown(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

async function deadlock(): Promise<unknown> {
  const locked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const take = (own: number, other: number) =>
    admin.plainTx(async ({ sql }) => {
      await sql`set local deadlock_timeout = '50ms'`;
      await sql`update public.pairs set n = n + 1 where id = ${own + 1}`;
      locked[own]?.resolve();
      await locked[other]?.promise;
      await sql`update public.pairs set n = n + 1 where id = ${other + 1}`;
    });
  return thrown(() => Promise.all([take(0, 1), take(1, 0)]));
}

/** Two transactions that each decide on what the other changes. */
async function writeSkew(): Promise<unknown> {
  const read = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const take = (own: number, other: number) =>
    admin.plainTx(async ({ sql }) => {
      await sql`set transaction isolation level serializable`;
      await sql`select sum(n) from public.pairs`;
      read[own]?.resolve();
      await read[other]?.promise;
      await sql`update public.pairs set n = n + 1 where id = ${own + 1}`;
    });
  return thrown(() => Promise.all([take(0, 1), take(1, 0)]));
}

async function lockTimeout(): Promise<unknown> {
  return admin.plainTx(async ({ sql }) => {
    await sql`select from public.pairs where id = 1 for update`;
    return thrown(() =>
      admin.plainTx(async (other) => {
        await other.sql`set local lock_timeout = '50ms'`;
        await other.sql`select from public.pairs where id = 1 for update`;
      }),
    );
  });
}

/** A transaction that its process forgot, until the server ends it. */
async function leftIdle(): Promise<unknown> {
  return thrown(() =>
    admin.plainTx(async ({ sql }) => {
      const [own] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await sql`set local idle_in_transaction_session_timeout = '50ms'`;
      for (let there = 1; there > 0; ) {
        const rows = await admin.sql`select from pg_stat_activity where pid = ${own?.pid ?? 0}`;
        there = rows.length;
      }
      await sql`select 1`;
    }),
  );
}

const nobody = () => connect({ url: 'postgres://nobody@127.0.0.1:1/none', max: 1, name: 'errors' });

describe('may succeed later:', () => {
  const passing: [name: string, make: () => Promise<unknown>, code: RegExp][] = [
    ['a deadlock', deadlock, /40P01/],
    ['a serialisation failure', writeSkew, /40001/],
    ['a lock not given in time', lockTimeout, /55P03/],
    ['a lock not given at once', async () => notAtOnce(), /55P03/],
    ['a statement that took too long', () => timedOut(), /57014/],
    [
      'a session that was ended',
      () => thrown(() => admin.sql`select pg_terminate_backend(pg_backend_pid())`),
      /57P01|CONNECTION_|ECONNRESET/,
    ],
    ['a transaction that was left idle', leftIdle, /25P03|CONNECTION_|ECONNRESET/],
    ['a server that is away', () => away(), /ECONNREFUSED/],
  ];
  test.each(passing)('%s', async (_name, make, code) => {
    const error = await make();
    expect(databaseFault(error)?.code).toMatch(code);
    expect(isTransient(error)).toBe(true);
    expect(isTransient(new Error('Failed query', { cause: error })), 'wrapped').toBe(true);
  });
});

async function notAtOnce(): Promise<unknown> {
  return admin.plainTx(async ({ sql }) => {
    await sql`select from public.pairs where id = 1 for update`;
    return thrown(() => admin.sql`select from public.pairs where id = 1 for update nowait`);
  });
}

const timedOut = () =>
  thrown(() =>
    admin.plainTx(async ({ sql }) => {
      await sql`set local statement_timeout = '30ms'`;
      await sql`select pg_sleep(20)`;
    }),
  );

async function away(): Promise<unknown> {
  const none = nobody();
  try {
    return await thrown(() => none.sql`select 1`);
  } finally {
    await none.close();
  }
}

describe('will not succeed later:', () => {
  const lasting: [name: string, make: () => Promise<unknown>, code: string][] = [
    ['a repeat', () => thrown(() => admin.sql`insert into public.pairs values (1, 0)`), '23505'],
    ['a row of another tenant', () => thrown(() => insertForeign()), '42501'],
    ['no such table', () => thrown(() => admin.sql`select from nowhere`), '42P01'],
    ['a value of the wrong type', () => thrown(() => admin.sql`select ${'x'}::uuid`), '22P02'],
    ['a sequence not yet drawn from', () => thrown(() => undrawn()), '55000'],
    ['a wrong password', () => wrongPassword(), '28P01'],
  ];
  test.each(lasting)('%s', async (_name, make, code) => {
    const error = await make();
    expect(databaseFault(error)?.code).toBe(code);
    expect(isTransient(error)).toBe(false);
  });

  test('what no database said', () => {
    for (const error of [
      new Error('x'),
      Object.assign(new Error('x'), { code: 'customer_not_found' }),
      'x',
      null,
      undefined,
      {},
    ]) {
      expect(isTransient(error)).toBe(false);
      expect(databaseFault(error)).toBeUndefined();
    }
  });

  test('an error that is its own cause', () => {
    const error: { cause?: unknown } = {};
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });
});

const insertForeign = () =>
  directory.tenantTx(
    { tenant: randomUUID() },
    ({ sql }) =>
      sql`insert into tenants (tenant_id, slug, name, time_zone, currency, terms_days, tax_rounding, number_prefix, created_at)
      values (${randomUUID()}, 'x', 'x', 'UTC', 'GBP', 1, 'line', '', '2026-01-01')`,
  );

async function undrawn(): Promise<void> {
  await admin.sql`create sequence public.numbers`;
  try {
    await admin.sql`select currval('public.numbers')`;
  } finally {
    await admin.sql`drop sequence public.numbers`;
  }
}

async function wrongPassword(): Promise<unknown> {
  const url = new URL(database.url('directory', 'runtime'));
  url.password = 'wrong';
  const stranger = connect({ url: url.href, max: 1, name: 'errors' });
  try {
    return await thrown(() => stranger.sql`select 1`);
  } finally {
    await stranger.close();
  }
}

describe('what is told of a failed statement', () => {
  const secret = 'ada@example.com';

  test('has code and constraint and no parameter, however the statement was written', async () => {
    const typed = await thrown(() =>
      directory.tenantTx({ tenant: randomUUID() }, ({ orm }) =>
        orm.execute(statement`insert into tenants (tenant_id, slug, name, time_zone, currency, terms_days, tax_rounding, number_prefix, created_at)
          values (current_setting('app.tenant_id')::uuid, 'x', ${secret}, 'UTC', ${secret}, 1, 'line', '', '2026-01-01')`),
      ),
    );
    expect(String(typed), 'the typed error itself tells').toContain(secret);
    expect(databaseFault(typed)).toEqual({ code: '23514', constraint: 'tenants_currency_check' });
    expect(JSON.stringify(databaseFault(typed))).not.toContain(secret);
    const raw = await thrown(() => admin.sql`select ${secret}::uuid`);
    expect(databaseFault(raw)).toEqual({ code: '22P02', constraint: undefined });
  });
});
