import { newId } from '@purser/message';
import { asStaff } from '@purser/testing';
import { expect, test } from 'vitest';
import { handle } from '../handlers.ts';
import { notYet } from '../outcome.ts';
import { add, added } from '../probe/contracts.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

const day_ms = 86_400_000;

test('what is settled and old goes; what is young, unsent or waits stays', async () => {
  const tuning = { outboxKeep_ms: 5 * day_ms, ledgerKeep_ms: 10 * day_ms, outboxGrace_ms: 1_000_000 };
  const probe = await probePlatform({
    counter: [
      handle(add, async ({ stage }, { label }) => {
        if (label === 'parked') throw notYet('never');
        stage.send(added, { label });
        return { label };
      }),
    ],
    tuning,
  });
  const tenant = newId();
  for (const label of ['old', 'old unsent', 'parked', 'younger', 'young'])
    await probe.client.send(add, { label }, asStaff(tenant));
  await probe.bus('counter').idle();
  const age = async (label: string, days: number) => {
    const past = `${days} days`;
    await probe.admin`update counter.ledger set created_at = created_at - ${past}::interval, updated_at = updated_at - ${past}::interval
      where envelope like ${`%"label":"${label}"%`}`;
    await probe.admin`update counter.outbox set created_at = created_at - ${past}::interval, sent_at = sent_at - ${past}::interval
      where envelope like ${`%"label":"${label}"%`}`;
  };
  await age('old', 30);
  await age('old unsent', 30);
  await age('parked', 30);
  await age('younger', 7);
  await probe.admin`update counter.outbox set sent_at = null where envelope like '%old unsent%'`;
  expect(await probe.bus('counter').prune()).toBe(4);
  const left = async (table: string) =>
    (await probe.admin.unsafe<{ envelope: string }[]>(`select envelope from counter.${table} order by created_at`)).map(
      ({ envelope }) => JSON.parse(envelope).payload.label,
    );
  expect((await left('outbox')).sort()).toEqual(['old unsent', 'young']);
  expect((await left('ledger')).sort()).toEqual(['parked', 'young', 'younger']);
  await probe.stop();
});
