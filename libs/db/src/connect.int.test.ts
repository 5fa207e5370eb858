import { randomUUID } from 'node:crypto';
import { freshDatabase, type TestDatabase, until } from '@purser/testing';
import { eq } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect, type Tx } from './connect.ts';
import { cutter } from './cutter.fixture.ts';
import { isTransient } from './errors.ts';

let database: TestDatabase;
let pool: Connection;
let admin: Connection;
let tenant: string;

beforeAll(async () => {
  database = await freshDatabase();
  pool = connect({ url: database.url('directory', 'runtime'), max: 1, name: 'transactions' });
  admin = connect({ url: database.adminUrl, max: 1, name: 'behind' });
});
beforeEach(() => {
  tenant = randomUUID();
});
afterAll(async () => {
  await Promise.all([pool?.close(), admin?.close()]);
  await database?.drop();
});

const addTenant = ({ sql }: Tx, id: string) => sql`
  insert into tenants (tenant_id, slug, name, time_zone, currency, terms_days, tax_rounding, number_prefix, created_at)
  values (${id}, ${`t-${id}`.slice(0, 40).replace(/-$/, '')}, 'Northwind', 'UTC', 'GBP', 14, 'line', '', '2026-01-01T00:00:00Z')`;
const addCustomer = ({ sql }: Tx, customerId: string) => sql`
  insert into customers (tenant_id, customer_id, name, email, email_index, created_at)
  values (${tenant}, ${customerId}, '', '', '', '2026-01-01T00:00:00Z')`;
const seen = async ({ sql }: Tx) => (await sql`select from customers`).length;

async function stored(id: string): Promise<number> {
  return (await admin.sql`select from directory.tenants where tenant_id = ${id}`).length;
}

describe('a tenant transaction', () => {
  test('commits what was done when its work resolves, and gives back its result', async () => {
    const result = await pool.tenantTx({ tenant }, async (tx) => {
      await addTenant(tx, tenant);
      return 'told';
    });
    expect(result).toBe('told');
    expect(await stored(tenant)).toBe(1);
  });

  test('leaves nothing when its work throws, and throws the very same', async () => {
    const refusal = new Error('a rule said no');
    const work = pool.tenantTx({ tenant }, async (tx) => {
      await addTenant(tx, tenant);
      throw refusal;
    });
    await expect(work).rejects.toBe(refusal);
    expect(await stored(tenant)).toBe(0);
  });

  test('leaves nothing when a statement failed, though its work caught that', async () => {
    const work = pool.tenantTx({ tenant }, async (tx) => {
      await addTenant(tx, tenant);
      await addTenant(tx, tenant).catch(() => {});
    });
    await expect(work).rejects.toThrow();
    expect(await stored(tenant)).toBe(0);
  });

  test('leaves no tenant and no customer behind on its connection', async () => {
    const [ada, bob] = [randomUUID(), randomUUID()];
    await pool.tenantTx({ tenant }, async (tx) => {
      await addCustomer(tx, ada);
      await addCustomer(tx, bob);
    });
    expect(await pool.tenantTx({ tenant, customer: ada }, seen)).toBe(1);
    expect(await pool.plainTx(seen)).toBe(0);
    expect(await pool.tenantTx({ tenant }, seen)).toBe(2);
    expect(await pool.tenantTx({ tenant: randomUUID() }, seen)).toBe(0);
    expect(await pool.tenantTx({ tenant, customer: '' }, seen)).toBe(2);
  });

  test('refuses a tenant that is no id before anything is seen', async () => {
    await expect(pool.tenantTx({ tenant: 'x' }, seen)).rejects.toMatchObject({ code: '22P02' });
    expect(await pool.tenantTx({ tenant: '' }, seen)).toBe(0);
  });

  test('speaks typed and raw statements on the same connection', async () => {
    const customers = pgTable('customers', { id: uuid('customer_id'), currency: text('currency') });
    const id = randomUUID();
    const row = await pool.tenantTx({ tenant }, async (tx) => {
      await addCustomer(tx, id);
      return tx.orm.select().from(customers).where(eq(customers.id, id));
    });
    expect(row).toEqual([{ id, currency: null }]);
  });
});

test('what the roles never send nor get is turned by the driver: times stay text in UTC, int8 is a bigint', async () => {
  const [row] = await pool.sql<{ at: string; n: bigint; j: unknown }[]>`
    select '2026-07-01T12:00:00+02'::timestamptz as at, 9007199254740993 as n, '{"a":1}'::jsonb as j`;
  expect(row?.at).toBe('2026-07-01 10:00:00+00');
  expect(row?.n).toBe(9007199254740993n);
});

describe('a connection lost', () => {
  const lost: [when: string, work: (tx: Tx) => Promise<unknown>][] = [
    ['by the server', (tx) => tx.sql`select pg_terminate_backend(pg_backend_pid())`],
    [
      'while others wait behind it',
      (tx) => Promise.all([tx.sql`select pg_terminate_backend(pg_backend_pid())`, tx.sql`select 1`, tx.sql`select 2`]),
    ],
  ];
  test.each(lost)('inside a transaction %s rejects as transient, and the pool goes on', async (_when, work) => {
    const failed = pool.tenantTx({ tenant }, async (tx) => {
      await addTenant(tx, tenant);
      await work(tx);
    });
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isTransient(error), String(error)).toBe(true);
    expect(await stored(tenant)).toBe(0);
    expect(await pool.tenantTx({ tenant }, seen)).toBe(0);
  });

  test('between two statements rejects as transient, and the pool goes on', async () => {
    const failed = pool.tenantTx({ tenant }, async (tx) => {
      const [own] = await tx.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await admin.sql`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`;
      await addTenant(tx, tenant);
    });
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isTransient(error), String(error)).toBe(true);
    expect(await pool.tenantTx({ tenant }, seen)).toBe(0);
  });

  test.each(['begin', 'app.tenant_id', 'insert into tenants', 'commit'])(
    'as the server would have heard "%s" rejects once and as transient, and the pool goes on',
    async (word) => {
      const line = await cutter(new URL(database.url('directory', 'runtime')), word);
      const wired = connect({ url: line.url, max: 1, name: 'over a line' });
      try {
        await wired.sql`select 1`;
        line.arm();
        const failed = wired.tenantTx({ tenant }, (tx) => addTenant(tx, tenant));
        const error = await failed.then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(line.cut(), 'the line was cut').toBe(true);
        expect(isTransient(error), String(error)).toBe(true);
        expect(await stored(tenant)).toBe(0);
        expect(await wired.tenantTx({ tenant }, seen)).toBe(0);
      } finally {
        await wired.close();
        await line.close();
      }
    },
  );

  test('takes no other transaction with it: what its work still does reaches nobody', async () => {
    const two = connect({ url: database.url('directory', 'runtime'), max: 2, name: 'late words' });
    const [lost, resumed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late: string[] = [];
    const other = randomUUID();
    const hear = (speak: () => PromiseLike<unknown>) =>
      Promise.resolve()
        .then(speak)
        .then(
          () => late.push('heard'),
          (error: unknown) => late.push(isTransient(error) ? 'refused' : String(error)),
        );
    try {
      const abandoned = two
        .tenantTx({ tenant }, async (tx) => {
          await tx.sql`select pg_terminate_backend(pg_backend_pid())`.catch(() => {});
          lost.resolve();
          await resumed.promise;
          await hear(() => tx.sql`select 1`);
          await hear(() => tx.sql.unsafe('rollback'));
          await hear(() => tx.orm.execute('commit'));
        })
        .catch((error: unknown) => error);
      await lost.promise;
      await two.tenantTx({ tenant: other }, async (tx) => {
        await addTenant(tx, other);
        resumed.resolve();
        expect(isTransient(await abandoned)).toBe(true);
      });
      expect(late).toEqual(['refused', 'refused', 'refused']);
      expect(await stored(other)).toBe(1);
    } finally {
      await two.close();
    }
  });

  test('takes the statements that queued behind it along: none is run outside of the transaction', async () => {
    const name = `queued ${tenant}`;
    const failed = pool.plainTx(async ({ sql }) => {
      const all = await Promise.allSettled([
        sql`select pg_terminate_backend(pg_backend_pid()), ${1}::int`,
        sql`insert into reactions (name, event, registered_at) values (${name}, 'a.b', '2026-01-01T00:00:00Z')`,
        sql`update reactions set event = 'c.d' where name = ${name}`,
      ]);
      expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    });
    await expect(failed).rejects.toSatisfy(isTransient);
    expect(await pool.plainTx(seen)).toBe(0);
    expect(await admin.sql`select from directory.reactions where name = ${name}`).toHaveLength(0);
  });

  test('of many at once, all are told, and all that come after are served', async () => {
    const many = connect({ url: database.url('directory', 'runtime'), max: 4, name: 'many' });
    try {
      for (let round = 0; round < 5; round += 1) {
        const work = Array.from({ length: 12 }, () =>
          many.tenantTx({ tenant }, async ({ sql }) => {
            await sql`select ${round}::int, pg_sleep(0.01)`;
            await sql`select ${round}::int + 1`;
          }),
        );
        const plain = Array.from({ length: 6 }, (_, i) => many.sql`select ${i}::int`);
        const all = Promise.allSettled([...work, ...plain]);
        await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'many'`;
        for (const ended of await all)
          if (ended.status === 'rejected') expect(isTransient(ended.reason), String(ended.reason)).toBe(true);
        await until('the pool serves', async () => (await many.sql`select 1`.catch(() => [])).length === 1, 5000);
        expect(await many.tenantTx({ tenant }, seen)).toBe(0);
      }
    } finally {
      await many.close();
    }
  });
});

test('a statement that comes after the end of its transaction is refused', async () => {
  const late = await pool.tenantTx({ tenant }, async (tx) => tx.sql);
  expect(() => late`select 1`).toThrow('this transaction is over');
});

test('no more transactions are open than there are connections; the others wait their turn', async () => {
  const most = connect({ url: database.url('directory', 'runtime'), max: 2, name: 'turns' });
  let [open, highest] = [0, 0];
  const one = () =>
    most.plainTx(async ({ sql }) => {
      highest = Math.max(highest, ++open);
      await sql`select 1`;
      open -= 1;
    });
  await Promise.all(Array.from({ length: 20 }, one));
  expect([open, highest]).toEqual([0, 2]);
  await most.close();
});

test.each([
  ['a refusal of ours', Object.assign(new Error('not here'), { code: 'invoice_not_found' }), true],
  ['a failure of the driver', Object.assign(new Error('gone'), { code: 'CONNECTION_DESTROYED' }), false],
])('after %s the connection is kept: %s', async (_what, error, isKept) => {
  const pid = ({ sql }: Tx) => sql<{ pid: number }[]>`select pg_backend_pid() as pid`.then(([row]) => row?.pid);
  const before = await pool.tenantTx({ tenant }, pid);
  await expect(
    pool.tenantTx({ tenant }, async (tx) => {
      await pid(tx);
      throw error;
    }),
  ).rejects.toBe(error);
  expect((await pool.tenantTx({ tenant }, pid)) === before).toBe(isKept);
});
