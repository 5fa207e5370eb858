import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase } from '@purser/testing';
import { test } from 'vitest';

test('measure', async () => {
  const database = await freshDatabase();
  const opts = { max: 1, name: 'test', statementTimeout_ms: 100_000 };
  const runtime = connect({ url: database.url('reporting', 'runtime'), ...opts });
  const admin = connect({ url: database.adminUrl, ...opts });
  const tenant = newId();
  await runtime.tenantTx({ tenant }, async ({ sql }) => {
      const p = await sql.unsafe(`explain (analyze) with fresh as (insert into entries (tenant_id, entry_id, kind, source_event, source_id, currency, effective_on, booked_at)
        select '${tenant}', gen_random_uuid(), 'invoiceIssued', gen_random_uuid(), gen_random_uuid(), 'GBP', '2020-01-01'::date + (i % 2000), '2026-01-01T00:00:00Z'
        from generate_series(1, 10000) i returning entry_id)
        insert into postings select '${tenant}', entry_id, a, b from fresh, (values ('receivables', 12000), ('revenue', -10000), ('taxPayable', -2000)) as v(a, b)`);
      console.log(p.map((x) => x['QUERY PLAN']).join('\n'));
      const t = performance.now();
      await sql`set constraints all immediate`;
      console.log(`deferred ${performance.now() - t}`);
  });
  await admin.sql.unsafe(`alter table reporting.entries disable trigger all; alter table reporting.postings disable trigger all`);
  for (let i = 0; i < 5; i++)
  await admin.sql.unsafe(`with fresh as (insert into reporting.entries (tenant_id, entry_id, kind, source_event, source_id, currency, effective_on, booked_at)
        select '${tenant}', gen_random_uuid(), 'invoiceIssued', gen_random_uuid(), gen_random_uuid(), 'GBP', '2020-01-01'::date + (i % 2000), '2026-01-01T00:00:00Z'
        from generate_series(1, 50000) i returning entry_id)
        insert into reporting.postings select '${tenant}', entry_id, a, b from fresh, (values ('receivables', 12000), ('revenue', -10000), ('taxPayable', -2000)) as v(a, b)`);
  await admin.sql.unsafe('vacuum analyze reporting.entries');
  await admin.sql.unsafe('vacuum analyze reporting.postings');
  for (const [from, to] of [['-infinity', 'infinity'], ['2021-03-01', '2021-03-31'], ['2021-01-01','2021-12-31']])
    for (let i = 0; i < 2; i++) {
    const t = performance.now();
    const rows = await runtime.tenantTx({ tenant }, ({ sql }) => sql`select currency, account, sum(amount)::bigint as amount from journal
      where effective_on between ${from!} and ${to!} group by currency, account order by currency, account`);
    console.log([from, rows.length, Math.round(performance.now() - t)].join(' '));
    }
  const plan = await runtime.tenantTx({ tenant }, ({ sql }) => sql.unsafe(`explain analyze select currency, account, sum(amount)::bigint as amount from journal
      where effective_on between '2021-03-01' and '2021-03-31' group by currency, account order by currency, account`));
  console.log(plan.map((p) => p['QUERY PLAN']).join('\n'));
  await runtime.close(); await admin.close(); await database.drop();
}, 300_000);
