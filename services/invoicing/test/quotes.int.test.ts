import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  accept,
  acceptedQuote,
  aQuoteDraft,
  aSentQuote,
  convert,
  offer,
  type Quote,
  readQuote,
  revise,
  sendIt,
} from './quotesWorld.ts';
import { aCustomer, aTenant, issue, line, openWorld, read, readDocument, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(() => setTime(world, 0));

const withdraw = ({ tenant, quoteId }: Quote) =>
  world.client.command(contract.withdrawQuote, { quoteId }, asStaff(tenant));
const decline = ({ tenant, customerId, quoteId }: Quote, reason?: string) =>
  world.client.command(contract.declineQuote, { quoteId, ...(reason && { reason }) }, asCustomer(tenant, customerId));
const timeline = async ({ tenant, quoteId }: Quote) => {
  const { entries } = await world.client.query(contract.getQuoteTimeline, { quoteId }, asStaff(tenant));
  return entries.map(({ what, version }) => `${what} ${version}`);
};

test('a quote goes from draft to invoice: every line that was chosen, the customer, terms, discount, number and note', async () => {
  const more = { note: 'For the new office', poNumber: 'PO 7', terms_days: 21, discount: { percent: '10' } };
  const draft = await aQuoteDraft(world, more);
  expect(await readQuote(world, draft)).toMatchObject({ status: 'draft', number: null, totals: { total: 162_00 } });
  expect(await sendIt(world, draft)).toMatchObject({ number: 'Q-0001', version: 1, total: 162_00, currency: 'GBP' });
  const { chosen, total } = { chosen: ['training'], total: 118_80 };
  expect(await accept(world, draft, { chosen, total, address: '203.0.113.9' })).toMatchObject({
    status: 'accepted',
    total,
  });
  expect(await readQuote(world, draft)).toMatchObject({
    status: 'accepted',
    totals: { total },
    acceptance: { name: 'Ada Lovelace', address: '203.0.113.9', by: 'customer' },
    lines: [
      { id: 'base', optional: false, chosen: true },
      { id: 'backup', optional: true, chosen: false },
      { id: 'training', optional: true, chosen: true },
    ],
  });
  const invoiceId = newId();
  expect(await convert(world, draft, invoiceId)).toEqual({ quoteId: draft.quoteId, invoiceId, total });
  expect(await read(world, { ...draft, invoiceId })).toMatchObject({
    ...{ status: 'draft', customerId: draft.customerId, currency: 'GBP', number: null },
    ...{ terms_days: 21, discount: { percent: '10' }, poNumber: 'PO 7', note: 'For the new office' },
    totals: { total },
    lines: [
      { id: 'base', unitAmount: 100_00 },
      { id: 'training', unitAmount: 10_00 },
    ],
  });
  expect(await issue(world, draft.tenant, invoiceId)).toMatchObject({ total });
  expect(await readQuote(world, draft)).toMatchObject({ status: 'converted', invoiceId });
  expect(await timeline(draft)).toEqual(['drafted 1', 'sent 1', 'accepted 1', 'converted 1']);
  const said = (await world.said(draft.tenant)).map(({ name }) => name);
  expect(said).toEqual(['quoteSent', 'quoteAccepted', 'quoteConverted', 'invoiceIssued']);
});

test('who accepted and from where is sealed, and no event says it', async () => {
  const quote = await aSentQuote(world);
  await accept(world, quote, { name: 'Grace <script>alert(1)</script>', address: '203.0.113.9' });
  const rows = await world.admin`select quotes::text as row from invoicing.quotes where quote_id = ${quote.quoteId}`;
  const outbox = await world.admin`select envelope from invoicing.outbox where tenant_id = ${quote.tenant}`;
  const ledger = await world.admin`select ledger::text as row from invoicing.ledger where tenant_id = ${quote.tenant}`;
  expect(JSON.stringify([rows, outbox, ledger])).not.toMatch(/Grace|203\.0\.113/);
  // What was typed comes back as it was typed: harmless is what shows it.
  expect(await readQuote(world, quote)).toMatchObject({ acceptance: { name: 'Grace <script>alert(1)</script>' } });
  const theirs = asCustomer(quote.tenant, quote.customerId);
  const own = await world.client.query(contract.getQuote, { quoteId: quote.quoteId }, theirs);
  expect(own.acceptance).toMatchObject({ address: null });
});

test('two who accept at once: one has, and the other is told so', async () => {
  const quote = await aSentQuote(world);
  const people = ['Ada', 'Bea', 'Cid', 'Dan'];
  const all = () => people.map((name) => accept(world, quote, { name }));
  const told = await world.meetOn(quote.quoteId, all, { what: 'quote' });
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of told)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'rejected', code: 'quote_accepted' });
  expect((await world.said(quote.tenant)).filter(({ name }) => name === 'quoteAccepted')).toHaveLength(1);
});

test('a quote becomes an invoice once, however many convert it at once', async () => {
  const quote = await acceptedQuote(world);
  const told = await world.meetOn(quote.quoteId, () => [1, 2, 3, 4].map(() => convert(world, quote)), {
    what: 'quote',
  });
  expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of told)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'rejected', code: 'quote_converted' });
  const made = await world.admin`select 1 from invoicing.invoices where tenant_id = ${quote.tenant}`;
  expect(made).toHaveLength(1);
});

test('the same key gives the same acceptance and the same invoice', async () => {
  const quote = await aSentQuote(world);
  const input = { quoteId: quote.quoteId, name: 'Ada', consent: true as const, chosen: [], total: 120_00 };
  const once = { ...asCustomer(quote.tenant, quote.customerId), id: newId() };
  const first = await world.client.command(contract.acceptQuote, input, once);
  expect(await world.client.command(contract.acceptQuote, input, once)).toEqual(first);
  const staff = { ...asStaff(quote.tenant), id: newId() };
  const asked = { quoteId: quote.quoteId, invoiceId: newId() };
  const made = await world.client.command(contract.convertQuote, asked, staff);
  expect(await world.client.command(contract.convertQuote, asked, staff)).toEqual(made);
});

test('a draft invoice that is discarded leaves its quote to be turned into another', async () => {
  const quote = await acceptedQuote(world);
  const invoiceId = newId();
  await convert(world, quote, invoiceId);
  await world.client.command(contract.discardDraft, { invoiceId }, asStaff(quote.tenant));
  expect(await readQuote(world, quote)).toMatchObject({ status: 'accepted', invoiceId: null });
  expect(await convert(world, quote)).toMatchObject({ total: 180_00 });
  expect((await timeline(quote)).slice(-3)).toEqual(['converted 1', 'invoiceDiscarded 1', 'converted 1']);
});

test('lines that were not offered as a choice cannot be chosen, and nobody accepts another price than they saw', async () => {
  const quote = await aSentQuote(world);
  for (const chosen of [['base'], ['nothing'], ['backup', 'backup'], ['__proto__']])
    await expect(accept(world, quote, { chosen })).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_input' });
  await expect(accept(world, quote, { total: 1 })).rejects.toMatchObject({ code: 'quote_total_differs' });
  await expect(accept(world, quote, { consent: false as never })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(accept(world, quote, { name: '   ' })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await readQuote(world, quote)).toMatchObject({ status: 'sent' });
  const choices = await aSentQuote(world, { lines: [{ ...line('a', 100), optional: true }] });
  await expect(accept(world, choices, { chosen: [], total: 0 })).rejects.toMatchObject({
    code: 'quote_nothing_chosen',
  });
});

test('what is over, withdrawn or declined is accepted no more', async () => {
  const withdrawn = await aSentQuote(world);
  expect(await withdraw(withdrawn)).toMatchObject({ status: 'withdrawn' });
  await expect(accept(world, withdrawn)).rejects.toMatchObject({ code: 'quote_withdrawn' });
  const declined = await aSentQuote(world);
  await decline(declined, 'Too <b>dear</b>');
  expect(await readQuote(world, declined)).toMatchObject({
    status: 'declined',
    decline: { reason: 'Too <b>dear</b>' },
  });
  await expect(accept(world, declined)).rejects.toMatchObject({ code: 'quote_declined' });
  await expect(convert(world, declined)).rejects.toMatchObject({ code: 'quote_not_accepted' });
});

test('a quote is over when its last day ends on the wall of the tenant, and the timer says so once', async () => {
  const tenant = await aTenant(world, { timeZone: 'Pacific/Auckland' });
  const customerId = await aCustomer(world, tenant);
  setTime(world, '2026-06-01T10:00:00Z');
  const quote = await aSentQuote(world, { validUntil: '2026-06-10' }, { tenant, customerId });
  // Midnight in Auckland is noon in UTC.
  setTime(world, '2026-06-10T11:59:00Z');
  expect(await readQuote(world, quote)).toMatchObject({ status: 'sent' });
  expect(await world.asInvoicing(contract.expireQuote, { quoteId: quote.quoteId }, tenant)).toEqual({ expired: false });
  setTime(world, '2026-06-10T12:00:00Z');
  expect(await readQuote(world, quote)).toMatchObject({ status: 'expired' });
  await expect(accept(world, quote)).rejects.toMatchObject({ code: 'quote_expired' });
  await until('the timer', async () => (await timeline(quote)).includes('expired 1'));
  expect((await world.said(tenant)).filter(({ name }) => name === 'quoteExpired')).toHaveLength(1);
});

test('the customer of a quote that is over asks for a new one; staff hear of it once', async () => {
  const quote = await aSentQuote(world);
  const ask = () =>
    world.client.command(contract.askForQuote, { quoteId: quote.quoteId }, asCustomer(quote.tenant, quote.customerId));
  expect(await ask()).toEqual({ asked: false });
  await withdraw(quote);
  expect([await ask(), await ask()]).toEqual([{ asked: true }, { asked: false }]);
  expect((await world.said(quote.tenant)).filter(({ name }) => name === 'quoteAskedFor')).toHaveLength(1);
});

test('a new version takes the place of the one before when it is sent, under the same number', async () => {
  const first = await aSentQuote(world, { note: 'First', poNumber: 'PO 1' });
  const second = { ...first, quoteId: newId() };
  expect(await revise(world, first, second.quoteId)).toEqual({ quoteId: second.quoteId, version: 2 });
  await expect(revise(world, first)).rejects.toMatchObject({ code: 'quote_revised' });
  expect(await readQuote(world, second)).toMatchObject({
    number: 'Q-0001',
    version: 2,
    note: 'First',
    poNumber: 'PO 1',
  });
  // Until then the first one stands.
  expect(await readQuote(world, first)).toMatchObject({ status: 'sent' });
  const customerId = await aCustomer(world, first.tenant);
  const changed = { quoteId: second.quoteId, lines: offer.slice(0, 1) };
  const staff = asStaff(first.tenant);
  await expect(world.client.command(contract.updateQuote, { ...changed, customerId }, staff)).rejects.toMatchObject({
    code: 'quote_of_another_customer',
  });
  await world.client.command(contract.updateQuote, { ...changed, customerId: first.customerId }, staff);
  expect(await sendIt(world, second)).toMatchObject({ number: 'Q-0001', version: 2, total: 120_00 });
  await expect(accept(world, first)).rejects.toMatchObject({ code: 'quote_superseded' });
  const { versions } = await readQuote(world, first);
  expect(versions.map(({ version, status }) => [version, status])).toEqual([
    [1, 'superseded'],
    [2, 'sent'],
  ]);
  expect(await accept(world, second, { chosen: [], total: 120_00 })).toMatchObject({ status: 'accepted' });
  expect(await timeline(second)).toEqual([
    ...['drafted 1', 'sent 1', 'revised 2', 'changed 2', 'superseded 1', 'sent 2', 'accepted 2'],
  ]);
});

test('a version that was accepted meanwhile stands, and the newer one is not sent', async () => {
  const first = await aSentQuote(world);
  const second = { ...first, quoteId: newId() };
  await revise(world, first, second.quoteId);
  await accept(world, first);
  await expect(sendIt(world, second)).rejects.toMatchObject({ kind: 'rejected', code: 'quote_accepted' });
  expect(await readQuote(world, first)).toMatchObject({ status: 'accepted' });
  await world.client.command(contract.discardQuote, { quoteId: second.quoteId }, asStaff(first.tenant));
  expect((await readQuote(world, first)).versions).toHaveLength(1);
});

test('the customer who accepts while staff send a newer version has the one or the other, never both', async () => {
  const first = await aSentQuote(world);
  const second = { ...first, quoteId: newId() };
  await revise(world, first, second.quoteId);
  const [accepted, sent] = await Promise.allSettled([accept(world, first), sendIt(world, second)]);
  expect([accepted.status, sent.status].sort()).toEqual(['fulfilled', 'rejected']);
  const { status } = await readQuote(world, first);
  expect(status).toBe(accepted.status === 'fulfilled' ? 'accepted' : 'superseded');
});

test('a quote is in its customer’s language, else in its tenant’s, and says the order it is for', async () => {
  const tenant = await aTenant(world, { language: 'de-AT' });
  for (const [language, locale] of [
    ['el-GR', 'el-GR'],
    [undefined, 'de-AT'],
  ] as const) {
    const customerId = await aCustomer(world, tenant, language && { language });
    const quote = await aSentQuote(world, { poNumber: 'PO-77' }, { tenant, customerId });
    expect((await readDocument(world, tenant, quote.quoteId)).model).toMatchObject({ locale, poNumber: 'PO-77' });
  }
});

test('what was sent is frozen: the document, and the row', async () => {
  const quote = await aSentQuote(world, { note: 'Kept' });
  const { kind, number, invoiceId, model } = await readDocument(world, quote.tenant, quote.quoteId);
  expect({ kind, number, invoiceId }).toEqual({ kind: 'quote', number: 'Q-0001', invoiceId: null });
  expect(model).toMatchObject({
    ...{ kind: 'quote', quoteVersion: 1, note: 'Kept', totals: { total: 180_00 } },
    lines: [
      { optional: false, chosen: true, total: 120_00 },
      { optional: true, chosen: true, total: 60_00 },
      { optional: true, chosen: false, total: 12_00 },
    ],
  });
  const input = { quoteId: quote.quoteId, customerId: quote.customerId, lines: offer };
  const staff = asStaff(quote.tenant);
  await expect(world.client.command(contract.updateQuote, input, staff)).rejects.toMatchObject({ code: 'quote_sent' });
  await expect(world.client.command(contract.discardQuote, { quoteId: quote.quoteId }, staff)).rejects.toMatchObject({
    code: 'quote_sent',
  });
  await expect(sendIt(world, quote)).rejects.toMatchObject({ code: 'quote_sent' });
  for (const set of ["document = '{}'", 'valid_until = valid_until + 1', "number = 'Q-9'"])
    await expect(
      world.admin.unsafe(`update invoicing.quotes set ${set} where quote_id = '${quote.quoteId}'`),
    ).rejects.toThrow('cannot be changed');
  await expect(world.admin`delete from invoicing.quotes where quote_id = ${quote.quoteId}`).rejects.toThrow(
    'cannot be removed',
  );
});

test('nothing incomplete is sent, and a draft that fails to be takes no number', async () => {
  const empty = await aQuoteDraft(world, { lines: [] });
  await expect(sendIt(world, empty)).rejects.toMatchObject({ kind: 'rejected', code: 'quote_incomplete' });
  const late = await aQuoteDraft(world, { validUntil: '2020-01-01' }, empty);
  await expect(sendIt(world, late)).rejects.toMatchObject({ code: 'quote_validity_over' });
  expect(await sendIt(world, await aQuoteDraft(world, {}, empty))).toMatchObject({ number: 'Q-0001' });
  await expect(aQuoteDraft(world, { discount: { amount: 100_01 } }, empty)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'invalid_input',
  });
});

test('staff who were told by telephone write the acceptance down, and it says so', async () => {
  const quote = await aSentQuote(world);
  const input = {
    quoteId: quote.quoteId,
    name: 'Ada',
    consent: true as const,
    chosen: [],
    total: 120_00,
    address: '::1',
  };
  await world.client.command(contract.acceptQuote, input, asStaff(quote.tenant));
  expect(await readQuote(world, quote)).toMatchObject({ acceptance: { name: 'Ada', by: 'staff', address: null } });
});
