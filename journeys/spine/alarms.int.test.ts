import { directory, notifications, payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mailsTo } from './mailbox.ts';
import { operatorAddress, startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterEach(() => town?.platform.clock.setOffset(0));
afterAll(() => town?.stop());

const minute_ms = 60_000;
const patience_ms = 60_000;
const client = () => town.platform.client;
const planned = async (tenant: string) => {
  const { runtime } = town.platform.service('notifications').connections;
  return runtime.tenantTx({ tenant }, async ({ sql }) => {
    const rows = await sql<{ state: string; count: number }[]>`
      select m.state, (select count(*)::int from alarm_notices n where n.mailing_id = m.mailing_id) as count
      from alarm_mailings m order by m.at`;
    return rows.map(({ state, count }) => [state, count]);
  });
};

/** A tenant whose staff read mail. */
async function aTenant() {
  const tenant = await town.tenant();
  const staff = `staff-${newId()}@example.com`;
  const company = { legalName: 'Northwind IT Ltd', email: staff };
  await client().command(directory.updateTenant, { company }, tenant.staff);
  return { tenant, staff };
}

/** Messages of a version that nobody here knows: each alarms at once. */
async function raise(tenant: Tenant, count: number): Promise<void> {
  const unknown = { ...payments.cancelAttempt, version: 99 };
  // At once: what comes half a minute apart is told of apart.
  const one = () => client().send(unknown, { attemptId: newId() }, tenant.staff);
  const sent = await Promise.all(Array.from({ length: count }, one));
  expect(sent.map(({ status }) => status)).toEqual(Array(count).fill('parked'));
}

const told = (address: string, count: number) =>
  until(
    `${count} mails to ${address}`,
    async () => {
      const mails = await mailsTo(town, address);
      return mails.length >= count && mails;
    },
    patience_ms,
  );

test('what used up its attempts is told to staff and operator in one mail, and what follows in the next, an hour later', async () => {
  const [{ tenant, staff }, other] = [await aTenant(), await aTenant()];
  await raise(tenant, 3);
  await until('all is noted', async () => (await planned(tenant.id))[0]?.[1] === 3, patience_ms);
  expect(await mailsTo(town, staff)).toEqual([]);
  town.platform.clock.setOffset(minute_ms);
  const [mail] = await told(staff, 1);
  expect(mail?.subject).toContain('payments.cancelAttempt: parked, waits for version:payments.cancelAttempt:99');
  expect(mail?.text).toContain('Number: 3');
  expect(mail?.text).toContain(`${town.edge.url}/admin/alarms`);
  const [operators] = await told(operatorAddress, 1);
  expect(operators?.text).toContain(tenant.id);
  expect(operators?.text).not.toContain('Northwind');
  expect(operators?.text).not.toContain('Ada');

  // A storm: all of it waits for one mail.
  await raise(tenant, 4);
  await until('all is noted', async () => (await planned(tenant.id))[1]?.[1] === 4, patience_ms);
  town.platform.clock.setOffset(30 * minute_ms);
  await town.platform.service('notifications').bus.sweep();
  expect(await planned(tenant.id)).toEqual([
    ['sent', 3],
    ['planned', 4],
  ]);
  town.platform.clock.setOffset(62 * minute_ms);
  await told(staff, 2);
  await until('it is written down', async () => (await planned(tenant.id))[1]?.[0] === 'sent', patience_ms);
  expect(await mailsTo(town, staff)).toHaveLength(2);
  await told(operatorAddress, 2);
  // What the operator's mail just missed waits for the next one, an hour later.
  let minutes = 62;
  const isOver = async () => {
    if ((await planned(platformTenant)).every(([state]) => state === 'sent')) return true;
    minutes += 61;
    town.platform.clock.setOffset(minutes * minute_ms);
    await town.platform.service('notifications').bus.sweep();
    return false;
  };
  await until('the operator’s are written down', isOver, patience_ms);
  // And nothing of it is anybody else's.
  expect(await mailsTo(town, other.staff)).toEqual([]);
  expect(await planned(other.tenant.id)).toEqual([]);
});

test('staff who want no such mail get none; the operator hears all the same', async () => {
  const { tenant, staff } = await aTenant();
  const before = (await mailsTo(town, operatorAddress)).length;
  const known = (await planned(platformTenant)).length;
  const off = { kind: 'staffAlarm' as const, isOn: false, address: null };
  await client().command(notifications.setStaffMails, { mails: [off] }, tenant.staff);
  await raise(tenant, 1);
  await until('the operator’s is noted', async () => (await planned(platformTenant)).length > known, patience_ms);
  // Beyond every hour that may still be waited for.
  town.platform.clock.setOffset(100_000 * minute_ms);
  const all = await told(operatorAddress, before + 1);
  expect(all.at(-1)?.text).toContain(tenant.id);
  expect(await planned(tenant.id)).toEqual([]);
  expect(await mailsTo(town, staff)).toEqual([]);
});

test('an alarm that is heard of again is told of once', async () => {
  const { tenant } = await aTenant();
  const alarm = {
    handler: 'payments.resolveAttempt',
    messageId: newId(),
    reason: 'failed',
    raisedAt: new Date().toISOString(),
  };
  const itself = await town.platform.speakAs('notifications');
  const caller = { tenant: tenant.id, actor: { kind: 'service' as const, name: 'notifications' } };
  for (let i = 0; i < 3; i += 1)
    await itself.command(notifications.noteAlarm, { ...alarm, ofTenant: tenant.id }, caller);
  expect(await planned(tenant.id)).toEqual([['planned', 1]]);
});
