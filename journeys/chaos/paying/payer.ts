import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@purser/bus';
import { invoicing, payments } from '@purser/contracts';
import { type FaultWire, isFault } from '@purser/fault';
import { type Command, newId, type Query } from '@purser/message';
import type { z } from 'zod';
import type { PlannedPayment } from '../plan/payments.ts';
import type { Customer, Person, Tenant } from '../town/people.ts';
import { type Asking, GaveUp, patience_ms } from './asking.ts';
import { authenticate, type Checkout, cards, confirmCard, type Seen } from './browser.ts';

/** One customer with one invoice, and everybody who acts on it. */
export type Payer = {
  plan: PlannedPayment;
  tenant: Tenant;
  customer: Customer;
  stripeApi: string;
  asking: Asking;
  client: Client;
  /** PaymentIntents that the payer's browser saw succeed. */
  seenPaid: Set<string>;
};

export type Invoice = { invoiceId: string; total: number };
export type Prepared = { attemptId: string; amount: number; checkout: Checkout };

/** @throws GaveUp */
export function tell<C extends Command>(
  { asking, plan }: Payer,
  spec: C,
  payload: z.input<C['input']>,
  person: Person,
): Promise<{ done: z.output<C['output']> } | { refused: FaultWire }> {
  return asking.ask(spec, payload, person, { payment: plan.index, twice: plan.isRestless });
}

/** As `tell`, where there is no reason to refuse. @throws GaveUp */
export async function must<C extends Command>(
  payer: Payer,
  spec: C,
  payload: z.input<C['input']>,
  person: Person,
): Promise<z.output<C['output']>> {
  const answer = await tell(payer, spec, payload, person);
  if ('done' in answer) return answer.done;
  throw new GaveUp(`${spec.name} was refused: ${answer.refused.code}`);
}

/** Asks anew, under a new key, while the invoice is busy with a payment: what a person does who is told to wait. */
export async function whenFree<C extends Command>(
  payer: Payer,
  spec: C,
  payload: () => z.input<C['input']>,
  person: Person,
): Promise<{ done: z.output<C['output']> } | { refused: FaultWire }> {
  const deadline_ms = performance.now() + patience_ms;
  for (;;) {
    const answer = await tell(payer, spec, payload(), person);
    const isBusy = 'refused' in answer && busy.has(answer.refused.code);
    if (!isBusy) return answer;
    if (performance.now() > deadline_ms) throw new GaveUp(`${spec.name}: ${answer.refused.code} for too long`);
    await pause(300);
  }
}

const busy = new Set(['payment_in_progress', 'attempt_ended']);

/** Staff draft and issue an invoice of two lines; one that is charged by itself is due the same day. */
export async function issue(payer: Payer, terms_days?: number): Promise<Invoice> {
  const { tenant, customer, plan } = payer;
  const invoiceId = newId();
  const taxes = [{ id: 'vat20', name: 'VAT', percent: '20', inclusive: false }];
  const [first, second] = plan.lines;
  const lines = [
    { id: 'a', description: 'Managed laptops', quantity: '3', unitAmount: first, taxes },
    { id: 'b', description: 'Support', quantity: '1.5', unitAmount: second, taxes },
  ];
  const draft = { invoiceId, customerId: customer.customerId, lines, note: 'Thank you.', terms_days };
  await must(payer, invoicing.draftInvoice, draft, tenant.staff);
  const { total } = await must(payer, invoicing.issueInvoice, { invoiceId }, tenant.staff);
  return { invoiceId, total };
}

/** The customer opens the pay page, for a part or for all that is due. */
export async function open(
  payer: Payer,
  { invoiceId }: Invoice,
  amount?: number,
): Promise<{ done: Prepared } | { refused: FaultWire }> {
  const asked = amount === undefined ? { invoiceId } : { invoiceId, amount };
  const answer = await whenFree(payer, payments.preparePayment, () => asked, payer.customer);
  if ('refused' in answer) return answer;
  const { attemptId, paymentIntentId, publishableKey, clientSecret } = answer.done;
  if (!clientSecret) throw new GaveUp('the payment was prepared, and no client secret came with it');
  const checkout = { stripeApi: payer.stripeApi, publishableKey, paymentIntentId, clientSecret };
  return { done: { attemptId, amount: answer.done.amount, checkout } };
}

/** @throws GaveUp when it is refused */
export async function mustOpen(payer: Payer, invoice: Invoice, amount?: number): Promise<Prepared> {
  const opened = await open(payer, invoice, amount);
  if ('done' in opened) return opened.done;
  throw new GaveUp(`preparePayment was refused: ${opened.refused.code}`);
}

/** The payer's card, and the bank's page where it asks for one. */
export async function confirm(payer: Payer, { checkout }: Prepared, card: string): Promise<Seen> {
  let seen = await confirmCard(checkout, card);
  const isGood = !refusedCards.has(card);
  // The page showed the decline of the card before: this one was never tried.
  for (let tries = 0; isGood && seen === 'declined' && tries < 5; tries += 1) seen = await confirmCard(checkout, card);
  if (seen === 'authenticate') seen = await authenticate(checkout);
  if (seen === 'succeeded') payer.seenPaid.add(checkout.paymentIntentId);
  return seen;
}

const refusedCards = new Set([cards.declined, cards.insufficient]);

/** Opens the page and pays; where the attempt was cancelled under the payer's hands, once more. */
export async function pay(payer: Payer, invoice: Invoice, card: string, amount?: number): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    const opened = await open(payer, invoice, amount);
    if ('refused' in opened) {
      if (opened.refused.code === 'nothing_due') return;
      throw new GaveUp(`preparePayment was refused: ${opened.refused.code}`);
    }
    if ((await confirm(payer, opened.done, card)) === 'succeeded') return;
  }
  throw new GaveUp('five payments in a row came to nothing');
}

type Shown = z.output<(typeof invoicing.getInvoice)['output']>;

/** Looks at the invoice until it is as wanted. @throws GaveUp */
export function see(
  { client }: Payer,
  { invoiceId }: Invoice,
  what: string,
  person: Person,
  isSo: (invoice: Shown) => boolean,
): Promise<Shown> {
  return seeWhen(what, async () => {
    const shown = await query(client, invoicing.getInvoice, { invoiceId }, person);
    return shown && isSo(shown) ? shown : undefined;
  });
}

/** Looks until there is something to see. @throws GaveUp */
export async function seeWhen<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline_ms = performance.now() + patience_ms;
  while (performance.now() < deadline_ms) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(150);
  }
  throw new GaveUp(`not seen in ${patience_ms / 1000} s: ${what}`);
}

/** Undefined when it could not be asked just now. */
export async function query<Q extends Query>(
  client: Client,
  spec: Q,
  payload: z.input<Q['input']>,
  person: Person,
): Promise<z.output<Q['output']> | undefined> {
  try {
    return await client.query(spec, payload, { ...person, timeout_ms: 2_000 });
  } catch (error) {
    if (isFault(error) && error.passing) return undefined;
    throw error;
  }
}
