import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { expect, test } from 'vitest';
import { handle } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

const never_ms = 3_600_000;
const overdue = 50_000;

test('one tenant has fifty thousand rows overdue, and what another waits for comes in its turn', async () => {
  let open = false;
  const probe = await probePlatform({
    counter: [
      handle(add, async ({ tx, tenant }, { label }) => {
        if (!open) throw notYet('an opening');
        await leaveEffect(tx, tenant, label);
        return { label };
      }),
    ],
    // Nothing is swept but by the test.
    tuning: { sweep_ms: never_ms, parkBase_ms: never_ms, parkCap_ms: never_ms, backoffBase_ms: never_ms },
  });
  const [crowd, alone] = [newId(), newId()];
  for (const tenant of [crowd, alone])
    expect(await probe.client.send(add, { label: 'due' }, asStaff(tenant))).toMatchObject({ status: 'parked' });
  const columns = `handler, kind, version, sender, principal, envelope, attempts, created_at, updated_at`;
  await probe.admin.unsafe(
    `insert into counter.ledger (tenant_id, message_id, status, next_at, ${columns})
      select tenant_id, gen_random_uuid(), 'retrying', now() - interval '2 days', ${columns}
      from counter.ledger cross join generate_series(1, $1::int) where tenant_id = $2`,
    [overdue, crowd],
  );
  await probe.admin`update counter.ledger set next_at = now() - interval '1 day' where tenant_id = ${alone}`;
  open = true;
  const swept = probe.bus('counter').sweep();
  await until('the other tenant had its turn', async () => (await probe.labels('counter', alone)).length === 1);
  expect((await probe.labels('counter', crowd)).length).toBeLessThan(1000);
  await probe.stop();
  await swept;
}, 60_000);
