import { newId } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import { expect, test } from 'vitest';
import { handle, handleStepped } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add, charge } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

const never_ms = 3_600_000;
const lease_ms = 40_000;
const many = 200;
const share = 16;
/** What another waits for is done long before the calls of the hanging one are given up. */
const soon_ms = 15_000;

/** A counter whose other side takes calls and does not answer until it is let go. Closed, it does nothing. */
function hangs(isOpen: () => boolean) {
  const gone = Promise.withResolvers<void>();
  const seen = { calls: 0, most: 0, under: 0 };
  const charging = handleStepped(charge, {
    gather: async () => {
      if (!isOpen()) throw notYet('an opening');
    },
    plan: async (_ctx, { label }) => ({ step: label === 'quick' ? 'note' : 'ask', request: { label } }),
    steps: {
      ask: {
        call: async () => {
          seen.calls += 1;
          seen.under += 1;
          seen.most = Math.max(seen.most, seen.under);
          await gone.promise;
          seen.under -= 1;
          return {};
        },
        record: async ({ tx, tenant }, { label }) => {
          await leaveEffect(tx, tenant, label);
          return { done: { label } };
        },
      },
      note: {
        call: async () => ({}),
        record: async ({ tx, tenant }, { label }) => {
          await leaveEffect(tx, tenant, label);
          return { done: { label } };
        },
      },
    },
  });
  return { seen, charging, letGo: gone.resolve };
}

test('one tenant’s other side takes calls and never answers, and what is due of other tenants is taken up meanwhile', async () => {
  let open = false;
  const { seen, charging, letGo } = hangs(() => open);
  const probe = await probePlatform({
    counter: [
      handle(add, async ({ tx, tenant }, { label }) => {
        if (!open) throw notYet('an opening');
        await leaveEffect(tx, tenant, label);
        return { label };
      }),
      charging,
    ],
    // Nobody rings: what is due is found by the sweep.
    tuning: {
      ...{ lease_ms, sweep_ms: 100, sweepGrace_ms: 0 },
      ...{ parkBase_ms: never_ms, parkCap_ms: never_ms, backoffBase_ms: never_ms },
    },
  });
  const [hanging, alone] = [newId(), newId()];
  expect(await probe.client.send(charge, { label: 'one' }, asStaff(hanging))).toMatchObject({ status: 'parked' });
  expect(await probe.client.send(add, { label: 'done' }, asStaff(alone))).toMatchObject({ status: 'parked' });
  expect(await probe.client.send(add, { label: 'own' }, asStaff(hanging))).toMatchObject({ status: 'parked' });
  const columns = `handler, kind, version, sender, principal, envelope, attempts, created_at, updated_at`;
  await probe.admin.unsafe(
    `insert into counter.ledger (tenant_id, message_id, status, next_at, ${columns})
      select tenant_id, gen_random_uuid(), 'retrying', now() - interval '1 day', ${columns}
      from counter.ledger cross join generate_series(1, $1::int) where tenant_id = $2 and handler = 'counter.charge'`,
    [many, hanging],
  );
  open = true;
  await until('the other side is asked', () => seen.calls > 0);
  await probe.admin`update counter.ledger set next_at = now() where tenant_id = ${alone}`;
  // Nor is what is over soon held up by what hangs of the same tenant.
  await until('all that may be is under way', () => seen.calls === share);
  await probe.admin`update counter.ledger set next_at = now() - interval '2 days'
    where tenant_id = ${hanging} and handler = 'counter.add'`;
  await until(
    'the other tenant had its turn',
    async () => (await probe.labels('counter', alone)).length === 1,
    soon_ms,
  );
  expect(seen.most).toBeLessThanOrEqual(share);
  await until('its own is done', async () => (await probe.labels('counter', hanging)).includes('own'), soon_ms);
  letGo();
  await probe.stop();
}, 60_000);

test('a process that leaves begins nothing more, whatever room there is', async () => {
  const { seen, charging, letGo } = hangs(() => true);
  const probe = await probePlatform({ counter: [charging], listener: [], tuning: { lease_ms } });
  const hanging = newId();
  for (let i = 0; i < many; i += 1)
    await probe.bus('listener').post(charge, { label: `call ${i}` }, asService(hanging, 'listener'));
  await until('all that may be is under way', () => seen.calls === share);
  await until('the others are put off', async () => (await probe.rows('counter', hanging)).length === many);
  const left = probe.bus('counter').drain();
  letGo();
  await left;
  expect(seen.calls).toBe(share);
  await probe.stop();
}, 60_000);

test('one tenant sends hundreds of commands whose other side hangs: another’s goes past them, and in the end each is done once', async () => {
  const { seen, charging, letGo } = hangs(() => true);
  const probe = await probePlatform({ counter: [charging], listener: [], tuning: { lease_ms } });
  const [hanging, alone] = [newId(), newId()];
  const post = (tenant: string, label: string) =>
    probe.bus('listener').post(charge, { label }, asService(tenant, 'listener'));
  const labels = Array.from({ length: many }, (_, i) => `call ${i}`);
  for (const label of labels) await post(hanging, label);
  await until('the other side is asked', () => seen.calls > 0);
  await post(alone, 'quick');
  await until('the other’s is done', async () => (await probe.labels('counter', alone)).length === 1, soon_ms);
  expect(seen.most).toBe(share);
  letGo();
  await probe.platform.quiet();
  expect((await probe.labels('counter', hanging)).toSorted()).toEqual(labels.toSorted());
  expect(seen.most).toBe(share);
  expect(await probe.rows('counter', hanging)).toEqual(
    labels.map(() => expect.objectContaining({ status: 'done', attempts: 0 })),
  );
  await probe.stop();
}, 60_000);
