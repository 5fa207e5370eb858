import { invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailsTo, untilMail } from './mailbox.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

const day_ms = 86_400_000;

test('a customer is reminded by mail, with the invoice and a link to pay it, once; paid, never again', async () => {
  const { client, clock } = town.platform;
  const tenant = await town.tenant();
  const email = `ada-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  await client.command(invoicing.setReminders, { steps: [-1, 1, 7] }, tenant.staff);
  const invoiceId = await town.invoice(tenant, customerId);
  await untilMail(town, email, 'Invoice');
  const { dueDate, due } = await client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
  const dueAt = Date.parse(`${dueDate}T12:00:00Z`);
  try {
    clock.setOffset(dueAt - day_ms - Date.now());
    const before = await untilMail(town, email, 'Reminder: invoice');
    expect(before.text).toContain('is still to be paid');
    expect(before.links).toHaveLength(1);
    expect(before.parts.map(({ type }) => type)).toContain('application/pdf');
    clock.setOffset(dueAt + day_ms - Date.now());
    await untilMail(town, email, 'was due on');
    const paid = { paymentId: newId(), invoiceId, amount: due, method: 'bankTransfer' as const, receipt: false };
    const receivedOn = clock.business().toISOString().slice(0, 10);
    await client.command(invoicing.recordPayment, { ...paid, receivedOn }, tenant.staff);
    clock.setOffset(dueAt + 10 * day_ms - Date.now());
    await town.platform.quiet();
    const { mails } = await client.query(notifications.listMails, { invoiceId, limit: 50 }, tenant.staff);
    expect(mails.map(({ kind }) => kind).toSorted()).toEqual(['invoiceIssued', 'reminderBeforeDue', 'reminderOverdue']);
    expect(await mailsTo(town, email)).toHaveLength(3);
  } finally {
    clock.setOffset(0);
  }
});
