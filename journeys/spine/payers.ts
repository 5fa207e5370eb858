import { invoicing, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { until } from '@purser/testing';
import type { OwnAccount } from './ownAccount.ts';
import type { Tenant, Town } from './town.ts';

/** Who bills them: at the Stripe account that the town's tenants share, or at one of its own. */
type Biller = Tenant & Partial<Pick<OwnAccount, 'stripe'>>;
export type Payer = { tenant: Biller; customer: Awaited<ReturnType<Town['customer']>> };
export const consent = 'I agree that Northwind IT charges my invoices to this card when they are due.';
const day_ms = 86_400_000;

/** A policy that comes to its end within a week. */
const quick = { version: 0, waits_days: [1, 3], grace_days: 2, end: 'leave' as const, chargeAt: 'due' as const };
type Policy = Omit<typeof quick, 'end' | 'chargeAt'> & { end: 'leave' | 'writeOff'; chargeAt: 'due' | 'issue' };

/** The day that is so many after today. */
export const dayAfter = (days: number) => new Date(Date.now() + days * day_ms).toISOString().slice(0, 10);

export type Payers = Awaited<ReturnType<typeof payersOf>>;

/** Customers who pay automatically, and the nights on which that happens. */
export function payersOf(town: Town) {
  const behind: Connection = connect({ url: town.platform.database.adminUrl, max: 2, name: 'autopay' });
  const { client } = town.platform;
  const cardsOf = async ({ customer }: Payer) =>
    (await client.query(payments.listMethods, { customerId: customer.customerId }, customer)).methods;

  /** Keeps a card as a customer's browser would; it stands first only where it is the first. */
  const giveCard = async (payer: Payer, card: string) => {
    const { customer } = payer;
    const { customerId } = customer;
    const known = new Set((await cardsOf(payer)).map(({ methodId }) => methodId));
    const prepared = await client.command(payments.prepareSetup, { customerId, consent }, customer);
    const { stripe = town.stripe } = payer.tenant;
    const { status } = await stripe.setupIntents.confirm(prepared.setupIntentId, {
      payment_method: card,
      return_url: 'https://pay.example/back',
    });
    if (status === 'requires_action')
      await town.admin('POST', `/intents/${prepared.setupIntentId}/authenticate`, { outcome: 'complete' });
    return until('the card is on file', async () =>
      (await cardsOf(payer)).find(({ methodId }) => !known.has(methodId)),
    );
  };

  /** A customer with a card on file who pays automatically; a tenant of their own unless one is given. */
  const payer = async (card = 'pm_card_visa', given?: Biller): Promise<Payer> => {
    const tenant = given ?? (await town.tenant());
    const customer = await town.customer(tenant);
    const { customerId } = customer;
    await giveCard({ tenant, customer }, card);
    await client.command(payments.setAutopay, { customerId, on: true, consent }, customer);
    return { tenant, customer };
  };

  /** To just after two in the morning, in London, so many days after today. */
  const nightAfter = (days: number) => {
    const night = new Date(Date.now() + days * day_ms);
    night.setUTCHours(2, 1, 0, 0);
    town.platform.clock.setOffset(night.getTime() - Date.now());
  };
  const untilRun = ({ id }: Tenant) =>
    until(
      'the night’s run is over',
      async () => {
        const [row] = await behind.sql<
          { at: string }[]
        >`select next_at as at from payments.autopay_runs where tenant_id = ${id}`;
        return new Date(row?.at ?? 0).getTime() > town.platform.clock.business().getTime();
      },
      30_000,
    );

  /** Nothing is under way any more of what payments was asked. */
  const untilDone = ({ id }: Tenant) =>
    until(
      'all charges have come to something',
      async () => {
        await town.platform.quiet();
        const { count } = await behind.sql`
          select from payments.ledger where tenant_id = ${id} and status in ('running', 'retrying')`;
        return count === 0;
      },
      60_000,
    );

  return {
    behind,
    payer,
    untilDone,
    giveCard,
    nightAfter,
    untilRun,
    /** A few seconds on, in business time. */
    soon: async () => {
      await town.platform.quiet();
      town.platform.clock.setOffset(town.platform.clock.offset_ms() + 5_000);
    },
    /** That night's run, and all that came of it. */
    night: async (tenant: Tenant, days: number) => {
      nightAfter(days);
      await untilRun(tenant);
      await untilDone(tenant);
    },
    invoiceOf: ({ staff }: Tenant, invoiceId: string) => client.query(invoicing.getInvoice, { invoiceId }, staff),
    setPolicy: ({ staff }: Tenant, change: Partial<Policy> = {}) =>
      client.command(payments.setDunningPolicy, { ...quick, ...change }, staff),
    autopayOf: ({ staff }: Tenant, invoiceId: string) => client.query(payments.getInvoiceAutopay, { invoiceId }, staff),
    attempts: async ({ staff }: Tenant, invoiceId: string) =>
      (await client.query(payments.listAttempts, { invoiceId }, staff)).attempts,
    chargesOf: async (invoiceId: string) =>
      (await town.stripe.paymentIntents.list({ limit: 100 })).data.filter(
        ({ metadata, status }) => metadata.invoice_id === invoiceId && status === 'succeeded',
      ),
    stop: () => behind.close(),
  };
}
