import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff, type Person } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedQuote, aQuoteDraft, aSentQuote, offer, type Quote } from './quotesWorld.ts';
import { aCustomer, aTenant, openWorld, type World } from './world.ts';

let world: World;
let quote: Quote;
beforeAll(async () => {
  world = await openWorld();
  quote = await aSentQuote(world, { note: 'For Ada only' });
});
afterAll(() => world?.stop());

/** Every operation on a quote by id; those that a customer has are named first. */
function asked({ quoteId, customerId }: Quote) {
  const { client } = world;
  const answer = { quoteId, name: 'Eve', consent: true as const, chosen: [], total: 120_00 };
  return {
    getQuote: (as: Person) => client.query(contract.getQuote, { quoteId }, as),
    getQuoteTimeline: (as: Person) => client.query(contract.getQuoteTimeline, { quoteId }, as),
    acceptQuote: (as: Person) => client.command(contract.acceptQuote, answer, as),
    declineQuote: (as: Person) => client.command(contract.declineQuote, { quoteId }, as),
    getDocument: (as: Person) => client.query(contract.getDocument, { documentId: quoteId }, as),
    renderDocument: (as: Person) => client.command(contract.renderDocument, { documentId: quoteId }, as),
    updateQuote: (as: Person) => client.command(contract.updateQuote, { quoteId, customerId, lines: offer }, as),
    discardQuote: (as: Person) => client.command(contract.discardQuote, { quoteId }, as),
    sendQuote: (as: Person) => client.command(contract.sendQuote, { quoteId }, as),
    withdrawQuote: (as: Person) => client.command(contract.withdrawQuote, { quoteId }, as),
    reviseQuote: (as: Person) => client.command(contract.reviseQuote, { quoteId, newQuoteId: newId() }, as),
    convertQuote: (as: Person) => client.command(contract.convertQuote, { quoteId, invoiceId: newId() }, as),
  };
}
const theirs = ['getQuote', 'getQuoteTimeline', 'acceptQuote', 'declineQuote', 'getDocument', 'renderDocument'];
const readable = ['getQuote', 'getQuoteTimeline', 'getDocument', 'renderDocument'];

test("another tenant's quotes are not found, whatever is asked", async () => {
  const stranger = await aTenant(world);
  for (const [name, ask] of Object.entries(asked(quote)))
    await expect(ask(asStaff(stranger)), name).rejects.toMatchObject({ kind: 'notFound' });
});

test("another customer's quote is not found, and customers do nothing that is for staff", async () => {
  const other = asCustomer(quote.tenant, await aCustomer(world, quote.tenant));
  for (const [name, ask] of Object.entries(asked(quote)))
    await expect(ask(other), name).rejects.toMatchObject({ kind: theirs.includes(name) ? 'notFound' : 'denied' });
  const { quotes } = await world.client.query(contract.listQuotes, { customerId: quote.customerId }, other);
  expect(quotes).toEqual([]);
  const panel = await world.client.query(contract.quotesPanel, { customerId: quote.customerId }, other);
  expect(panel.rows).toEqual([]);
});

test('a customer finds no draft, not even of their own, in no list and by no id', async () => {
  const draft = await aQuoteDraft(world, {}, quote);
  const own = asCustomer(quote.tenant, quote.customerId);
  await expect(asked(draft).getQuote(own)).rejects.toMatchObject({ kind: 'notFound' });
  await expect(asked(draft).getQuoteTimeline(own)).rejects.toMatchObject({ kind: 'notFound' });
  await expect(asked(draft).acceptQuote(own)).rejects.toMatchObject({ code: 'quote_draft' });
  const { quotes } = await world.client.query(contract.listQuotes, {}, own);
  expect(quotes.map(({ quoteId }) => quoteId)).toEqual([quote.quoteId]);
});

test('who may only look makes, sends and answers no quotes', async () => {
  for (const role of ['support', 'readOnly'] as const)
    for (const [name, ask] of Object.entries(asked(quote)).filter(([name]) => !readable.includes(name)))
      await expect(ask(asStaff(quote.tenant, role)), `${role} ${name}`).rejects.toMatchObject({ kind: 'denied' });
  expect(await asked(quote).getQuote(asStaff(quote.tenant, 'readOnly'))).toMatchObject({ note: 'For Ada only' });
});

test('a panel shows each reader what is theirs to see and to do', async () => {
  const accepted = await acceptedQuote(world);
  const staff = await world.client.query(contract.quotesPanel, {}, asStaff(accepted.tenant));
  expect(staff.rows.map(({ href, actions }) => [href, actions.map(({ id }) => id)])).toEqual([
    [`quote:${accepted.quoteId}`, ['convert', 'pdf']],
  ]);
  expect(staff.metrics.find(({ id }) => id === 'accepted')?.value).toMatchObject({ amount: 180_00 });
  const own = await world.client.query(contract.quotesPanel, {}, asCustomer(accepted.tenant, accepted.customerId));
  expect(own.rows.map(({ actions }) => actions.map(({ id }) => id))).toEqual([['pdf']]);
  expect(own.columns.map(({ id }) => id)).not.toContain('customer');
});
