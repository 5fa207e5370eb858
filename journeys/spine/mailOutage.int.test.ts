import { invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailsTo, untilMail } from './mailbox.ts';
import { brokenServer, serverAt } from './mailServers.ts';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({}, { PURSER_PROFILE: 'fast' });
});
afterAll(() => town?.stop());

const client = () => town.platform.client;

async function issueMany(tenant: Tenant, count: number) {
  const email = `ada-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  for (let i = 0; i < count; i += 1) await town.invoice(tenant, customerId);
  return email;
}
const mailsOf = async ({ staff }: Tenant) =>
  (await client().query(notifications.listMails, { limit: 100 }, staff)).mails.filter(
    ({ kind }) => kind === 'invoiceIssued',
  );
const outageOf = async ({ staff }: Tenant) => (await client().query(notifications.getMailOutage, {}, staff)).outage;

test('while a mail server lets nobody in one mail asks it for all, staff see it, and each mail arrives once when it is right again', async () => {
  const [tenant, neighbour] = [await town.tenant(), await town.tenant()];
  const dead = await brokenServer(town);
  await client().command(notifications.setMailServer, serverAt(town, dead.port), tenant.staff);
  const first = await issueMany(tenant, 1);
  const outage = await until('the outage is known', () => outageOf(tenant).then((found) => found ?? undefined));
  expect(outage.problem).toContain('cannot be reached, or breaks off');
  expect(outage.waiting).toBe(1);

  const [callsBefore, asked] = [dead.calls(), performance.now()];
  const email = await issueMany(tenant, 25);
  await until('all wait', async () => (await outageOf(tenant))?.waiting === 26);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  // Twice at each ask, and an ask each half second at the most, however many wait.
  const most = 2 * (Math.ceil((performance.now() - asked) / 500) + 5);
  expect(dead.calls() - callsBefore).toBeLessThanOrEqual(most);
  const waiting = await mailsOf(tenant);
  expect(waiting.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(waiting.reduce((sum, { attempts }) => sum + attempts, 0)).toBeLessThanOrEqual(dead.calls());
  // Whoever has another server is not concerned.
  expect(await outageOf(neighbour)).toBeNull();
  await untilMail(town, await issueMany(neighbour, 1), 'Invoice');

  await client().command(notifications.setMailServer, serverAt(town), tenant.staff);
  expect(await outageOf(tenant)).toBeNull();
  await until('all are sent', async () => (await mailsOf(tenant)).every(({ status }) => status === 'sent'));
  await town.platform.quiet();
  expect(await mailsTo(town, first)).toHaveLength(1);
  expect(await mailsTo(town, email)).toHaveLength(25);
  dead.close();
});

test('a server that comes back by itself is found out; what had waited for more than five days is given up and told', async () => {
  const tenant = await town.tenant();
  const dead = await brokenServer(town);
  await client().command(notifications.setMailServer, serverAt(town, dead.port), tenant.staff);
  const old = await issueMany(tenant, 1);
  await until('the outage is known', async () => (await outageOf(tenant)) !== null);
  const { clock } = town.platform;
  clock.setOffset(clock.offset_ms() + 6 * 86_400_000);
  const failed = await until('it is given up', async () =>
    (await mailsOf(tenant)).find((mail) => mail.status === 'failed'),
  );
  expect(failed.problem).toMatch(
    /^Given up: the mail server took no mail for too long\. The mail server cannot be reached/,
  );

  const email = await issueMany(tenant, 3);
  await until('they wait', async () => (await outageOf(tenant))?.waiting === 3);
  dead.mend();
  await until(
    'they are sent',
    async () => (await mailsOf(tenant)).filter(({ status }) => status === 'sent').length === 3,
  );
  expect(await outageOf(tenant)).toBeNull();
  expect(await mailsTo(town, email)).toHaveLength(3);
  expect(await mailsTo(town, old)).toEqual([]);
  dead.close();
});

test('a password that is taken no more keeps all mails back, in words that say what to mend', async () => {
  const tenant = await town.tenant();
  await client().command(notifications.setMailServer, { ...serverAt(town), password: 'no more' }, tenant.staff);
  await issueMany(tenant, 2);
  const outage = await until('it is known', async () => (await outageOf(tenant)) ?? undefined);
  expect(outage.problem).toContain('did not let us in');
  expect(outage.problem).not.toContain('no more');
});

test('a mail that the server may have before it went away is the same word for word when it goes again, whatever was paid meanwhile', async () => {
  const tenant = await town.tenant();
  const server = await brokenServer(town);
  server.mend();
  await client().command(notifications.setMailServer, serverAt(town, server.port), tenant.staff);
  const email = `ada-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  await town.admin('POST', '/mail/faults', { effect: 'drop', when: 'after', to: email, count: 1 });
  await town.admin('POST', '/mail/faults', { effect: 'drop', when: 'before', to: email, count: 3 });
  const invoiceId = await town.invoice(tenant, customerId);
  await until('it has it', async () => (await mailsTo(town, email)).length === 1);
  server.breakAgain();
  await until('it was tried again and again', async () => ((await mailsOf(tenant))[0]?.attempts ?? 0) > 5);
  const receivedOn = town.platform.clock.business().toISOString().slice(0, 10);
  const transfer = { paymentId: newId(), invoiceId, amount: 120_00, method: 'bankTransfer' as const, receivedOn };
  await client().command(invoicing.recordPayment, { ...transfer, receipt: false }, tenant.staff);
  server.mend();
  await until('it is sent', async () => (await mailsOf(tenant))[0]?.status === 'sent');
  const copies = await mailsTo(town, email);
  const said = copies.map(({ message_id, subject, text }) => [
    message_id,
    subject,
    text?.replaceAll(/#[\w-]{20,}/g, '#'),
  ]);
  expect(said).toHaveLength(2);
  expect(said[1]).toEqual(said[0]);
  server.close();
});
