import type { Client } from '@purser/bus';
import { contracts, notifications, payments } from '@purser/contracts';
import { connect } from '@purser/db';
import { type Actor, type Command, newId, type Query } from '@purser/message';
import { asCustomer, asStaff, rolePrefix, until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aTenant, type Belongings, belongings } from './messages/belongings.ts';
import { type EveryService, everyService, present } from './messages/everyService.ts';
import { sampleOf } from './messages/sample.ts';
import { type Told, tell } from './messages/tell.ts';
import { readCatalogue } from './walls/catalogue.ts';

/** What some operations answer instead of "not found", and why that tells nothing of the others. */
const explained: Record<string, { answers: RegExp[]; why: string }> = {
  'directory.createCustomer': {
    answers: [/"status":"done"/, /customer_exists/],
    why: "the id names the caller's own new customer; that it is taken is told of the caller's own tenant",
  },
  'payments.configureStripe': {
    answers: [/endpoint_taken/],
    why: 'an endpoint leads from outside to one tenant, so its id is one for all; it cannot be guessed',
  },
  'payments.configureConnect': { answers: [/not_allowed/], why: 'the platform alone may, whatever the ids' },
  'payments.addStripeEndpoint': {
    answers: [/endpoint_taken/],
    why: 'an endpoint leads from outside to one tenant, so its id is one for all; it cannot be guessed',
  },
  'payments.makeStripeEndpoint': {
    answers: [/stripe_not_configured/],
    why: 'it would be made at the caller’s own Stripe account, and they have none',
  },
  'payments.dropWebhookSecrets': { answers: [/"dropped":0/], why: 'the caller’s own secrets alone are looked at' },
  'payments.replayWebhooks': {
    answers: [/"total":0/],
    why: 'the id names a replay of the caller’s own, and the endpoint none of their events',
  },
  'payments.listWebhookEvents': {
    answers: [/^\{"events":\[\],"next":null\}$/],
    why: 'an empty list, as of an endpoint that is not',
  },
  'payments.followThin': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.preparePayment': { answers: [/stripe_not_configured/], why: 'asked before the invoice is' },
  'payments.recordFee': { answers: [/outcome_unknown/], why: 'its own Stripe is asked first, and there is none' },
  'payments.followPayout': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.followIntent': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.startProof': {
    answers: [/stripe_not_configured/],
    why: 'the id names a proof of the caller’s own, which would look at their own Stripe account',
  },
  'payments.listPayments': {
    answers: [/^\{"payments":\[\],"next":null\}$/],
    why: 'an empty list, as of an invoice that is not',
  },
  'payments.listAttempts': { answers: [/^\{"attempts":\[\]\}$/], why: 'an empty list, as of an invoice that is not' },
  'payments.paymentsPanel': { answers: [/"rows":\[\]/], why: 'an empty panel' },
  'payments.followSetup': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.followMethod': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.syncStripeCustomer': {
    answers: [/stripe_not_configured/],
    why: 'it is changed at the caller’s own Stripe account, and they have none',
  },
  'payments.detachMethod': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.prepareSetup': {
    answers: [/stripe_not_configured/, /customer_not_found/],
    why: 'the form would be of the caller’s own Stripe account',
  },
  'payments.chargeInvoice': {
    answers: [/stripe_not_configured/],
    why: 'it would be charged at the caller’s own Stripe account, and they have none',
  },
  'payments.getAutopay': {
    answers: [
      /^\{"on":false,"changedAt":null,"changedBy":null,"consent":null,"agreedTo":null,"chargeAt":"(due|issue)"\}$/,
    ],
    why: 'as of a customer who is not',
  },
  'payments.getInvoiceAutopay': {
    answers: [/^\{"on":false,"state":"none","why":null,"nextOn":null,"endsOn":null,"tries":\[\]\}$/],
    why: 'as of an invoice that is not',
  },
  'payments.listMethods': { answers: [/^\{"methods":\[\]\}$/], why: 'an empty list, as of a customer who is not' },
  'payments.followDispute': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.followRefund': {
    answers: [/stripe_not_configured/],
    why: 'it is asked for at the caller’s own Stripe account, and they have none',
  },
  'payments.sendRefund': {
    answers: [/"status":"done"/],
    why: 'the invoice has no payments of the caller’s: nothing is sent, and that is told',
  },
  'payments.listDisputes': { answers: [/^\{"disputes":\[\],"next":null\}$/], why: 'an empty list' },
  'payments.listRefunds': { answers: [/^\{"refunds":\[\]\}$/], why: 'an empty list, as of an invoice that is not' },
  'invoicing.listRefundsAsked': { answers: [/^\{"refunds":\[\],"next":null\}$/], why: 'an empty list' },
  'invoicing.startRun': {
    answers: [/invalid_input/],
    why: 'the id names a run of the caller’s own, and the sample asks for two things at once',
  },
  'invoicing.listInvoices': { answers: [/^\{"invoices":\[\],"next":null\}$/], why: 'an empty list' },
  'invoicing.listCreditNotes': { answers: [/^\{"creditNotes":\[\],"next":null\}$/], why: 'an empty list' },
  'invoicing.invoicesPanel': { answers: [/"rows":\[\]/], why: 'an empty panel' },
  'invoicing.listQuotes': { answers: [/^\{"quotes":\[\],"next":null\}$/], why: 'an empty list' },
  'invoicing.quotesPanel': { answers: [/"rows":\[\]/], why: 'an empty panel' },
  'invoicing.createTaxRate': {
    answers: [/"status":"done"/, /tax_rate_not_found/],
    why: "the id names the caller's own new rate; what it would replace is looked up among the caller's own",
  },
  'invoicing.listRecurringInvoices': { answers: [/^\{"recurring":\[\],"next":null\}$/], why: 'an empty list' },
  'invoicing.recurringInvoicesPanel': { answers: [/"rows":\[\]/], why: 'an empty panel' },
  'invoicing.listOwed': { answers: [/"invoices":\[\],"next":null/], why: 'an empty list' },
  'notifications.listMails': { answers: [/^\{"mails":\[\],"next":null\}$/], why: 'an empty list' },
  'notifications.mailsPanel': { answers: [/"rows":\[\]/], why: 'an empty panel' },
  'notifications.listBounces': { answers: [/^\{"bounces":\[\]\}$/], why: 'an empty list' },
  'notifications.sendTestMail': { answers: [/"isSent":/], why: 'the id names a mail of the caller’s own' },
  'notifications.testMailServer': { answers: [/"steps":/], why: 'the id names a mail of the caller’s own' },
  'notifications.sendSignInLink': {
    answers: [/"status":"done"/],
    why: 'the ids name a mail of the caller’s own, which finds no such customer when it is to be written, and fails',
  },
  'notifications.sendInvoiceLink': {
    answers: [/"status":"done"/],
    why: 'the ids name a mail of the caller’s own, which finds no such invoice when it is to be written, and fails',
  },
  'notifications.sendQuoteLink': {
    answers: [/"status":"done"/],
    why: 'the ids name a mail of the caller’s own, which finds no such quote when it is to be written, and fails',
  },
  'notifications.sendCardRequest': {
    answers: [/"status":"done"/],
    why: 'the ids name a mail of the caller’s own, which finds no such customer when it is to be written, and fails',
  },
  'notifications.sendStatement': {
    answers: [/"status":"done"/],
    why: 'the ids name a mail of the caller’s own, which finds no such statement when it is to be written, and fails',
  },
  'notifications.forwardAlarm': {
    answers: [/"status":"done"/],
    why: 'the id is looked up nowhere: it is what the alarm says',
  },
  'notifications.noteAlarm': {
    answers: [/"status":"done"/],
    why: 'the id is looked up nowhere: it is what the alarm says',
  },
  'accounting.listDocuments': { answers: [/^\{"documents":\[\],"next":null\}$/], why: 'an empty list' },
  'directory.revokeLinks': { answers: [/"revoked":0/], why: 'as of an invoice that has no links' },
  'directory.createStaff': { answers: [/denied/], why: 'asked of a tenant, and not of the platform' },
  'directory.setPassword': { answers: [/denied/], why: 'asked of a tenant, and not of the platform' },
  'directory.setMembership': { answers: [/denied/], why: 'asked of a tenant, and not of the platform' },
  'directory.getStaff': { answers: [/denied/], why: 'asked of a tenant, and not of the platform' },
  'reporting.listJournal': { answers: [/^\{"entries":\[\],"next":null\}$/], why: 'an empty list' },
};

/** Ids of Stripe's, which no service looks up as its own. */
const stripeIds = { eventId: 'evt_theirs', balanceTransactionId: 'txn_theirs' };

let platform: EveryService;
let theirs: Belongings;
const clients = new Map<string, Client>();

beforeAll(async () => {
  platform = await everyService();
  theirs = await belongings(platform);
  await settled();
  for (const sender of ['gateway', ...present]) clients.set(sender, await platform.speakAs(sender));
  await platform.quiet();
  await putOff();
});
afterAll(() => platform?.stop());

const named = (spec: Command | Query) => `${spec.service}.${spec.name}`;
const operations = [...contracts.commands, ...contracts.queries].filter(({ service }) => present.includes(service));

/** The fields of the input that name something: `invoiceId`, and the like. */
function idFields(spec: Command | Query): string[] {
  const sample = sampleOf(spec.input, { optional: 'all' });
  return Object.keys(sample ?? {}).filter((name) => name.endsWith('Id'));
}
const withIds = operations.filter((spec) => idFields(spec).length > 0);

/** All that the tenant has in business tables and doors, as text. */
async function everythingOf(tenant: string): Promise<string[]> {
  const admin = connect({ url: platform.database.adminUrl, max: 1, name: 'behind' });
  try {
    const { tables } = await readCatalogue(admin.sql, rolePrefix);
    const rows: string[] = [];
    for (const { schema, name, columns, kind, comment } of tables) {
      if (kind !== 'r' || comment === 'class: plumbing' || !columns.some((column) => column.name === 'tenant_id'))
        continue;
      const found = await admin.sql<{ row: string }[]>`
        select left(t::text, 400) || ' ' || md5(t::text) as row from ${admin.sql(schema)}.${admin.sql(name)} t
        where tenant_id = ${tenant} order by 1`;
      rows.push(...found.map(({ row }) => `${schema}.${name} ${row}`));
    }
    return rows;
  } finally {
    await admin.close();
  }
}

/** What their invoices led to, mails among it, has ended: what changes after that was changed by somebody. */
async function settled(): Promise<void> {
  const gateway = await platform.speakAs('gateway');
  const isSettled = async () => {
    const { mails } = await gateway.query(notifications.listMails, { limit: 100 }, asStaff(theirs.tenant));
    return mails.length > 0 && mails.every(({ status }) => status !== 'planned' && status !== 'sending');
  };
  // Each has a document, which a busy machine takes a while to make.
  await until('every mail is sent', isSettled, 60_000);
  await until('every proof is over', async () => {
    const { proofs } = await gateway.query(payments.listProofs, { limit: 100 }, asStaff(theirs.tenant));
    return proofs.length > 0 && proofs.every(({ verdict }) => verdict !== 'running');
  });
}

/** What would happen by the clock while the tests run, and is nobody's doing: the hourly look at Stripe, the janitors. */
async function putOff(): Promise<void> {
  const admin = connect({ url: platform.database.adminUrl, max: 1, name: 'behind' });
  try {
    const moved = await admin.sql`
      update payments.ledger set next_at = next_at + interval '1 day' where tenant_id = ${theirs.tenant} and status = 'waiting'`;
    expect(moved.count).toBeGreaterThan(0);
  } finally {
    await admin.close();
  }
}

async function attempt(spec: Command | Query, tenant: string, sender: string, actor: Actor): Promise<Told> {
  const client = clients.get(sender);
  if (!client) throw new Error(`nobody speaks as ${sender}`);
  // A page further on begins where one of theirs ended, which is for each list's own tests.
  const known = { ...theirs.ids, ...stripeIds, after: undefined };
  return tell(client, spec, sampleOf(spec.input, { optional: 'all', known }), { tenant, actor });
}

function faultsOf(spec: Command | Query, who: string, told: Told): string[] {
  const found = theirs.words.filter((word) => told.text.includes(word)).map((word) => `${who} was told "${word}"`);
  const refused = told.status === 'rejected' && told.kind === 'notFound';
  const asExplained = explained[named(spec)]?.answers.some((answer) => answer.test(told.text)) ?? false;
  if (!refused && !asExplained) found.push(`${who}: ${told.text}`);
  return found;
}

test('every id that an operation takes is one of those that were made', () => {
  const known = new Set(Object.keys({ ...theirs.ids, ...stripeIds }));
  const missing = withIds.flatMap((spec) =>
    idFields(spec)
      .filter((name) => !known.has(name))
      .map((name) => `${named(spec)}: ${name}`),
  );
  expect(missing).toEqual([]);
  expect(Object.values(theirs.ids)).not.toContain('');
  expect(Object.keys(explained).filter((name) => !withIds.some((spec) => named(spec) === name))).toEqual([]);
});

describe("with a stranger's ids nothing is found, told or changed:", () => {
  test.each(withIds.map((spec) => [named(spec), spec] as const))('%s', async (_name, spec) => {
    const before = await everythingOf(theirs.tenant);
    expect(before.length).toBeGreaterThan(5);
    const { callers } = spec;
    // A tenant of its own each time: what one operation makes there must not be found by the next.
    const elsewhere = await aTenant(platform);
    await platform.quiet();
    const faults: string[] = [];
    const owner = asStaff(elsewhere).actor;
    if (callers.staff)
      faults.push(...faultsOf(spec, 'staff elsewhere', await attempt(spec, elsewhere, 'gateway', owner)));
    const anyone = asCustomer(elsewhere, newId()).actor;
    if (callers.customer) {
      faults.push(...faultsOf(spec, 'a customer elsewhere', await attempt(spec, elsewhere, 'gateway', anyone)));
      const bob = asCustomer(theirs.tenant, theirs.bob).actor;
      faults.push(...faultsOf(spec, 'another customer', await attempt(spec, theirs.tenant, 'gateway', bob)));
    }
    for (const name of callers.services ?? [])
      faults.push(
        ...faultsOf(spec, `service ${name} elsewhere`, await attempt(spec, elsewhere, name, { kind: 'service', name })),
      );
    await platform.quiet();
    expect(faults).toEqual([]);
    expect(await everythingOf(theirs.tenant)).toEqual(before);
  });
});
