import { newId } from '@purser/message';
import type { Browser } from 'playwright-core';
import { openTenant } from '../demo/openTenant.ts';
import { seedYear } from '../demo/seedYear.ts';
import { makeOwner, makeStaff } from '../demo/staff.ts';
import { harbour, nordlicht, owner } from '../demo/story.ts';
import type { Steps } from '../print/steps.ts';
import type { Stack } from '../stack/openStack.ts';
import type { Cast, Invoice, Person } from './cast.ts';
import { told } from './cast.ts';
import { connectStripe, openAccount } from './connectStripe.ts';
import { connectXero } from './connectXero.ts';
import { openGateway } from './gateway.ts';
import { browserHands } from './hands/browserHands.ts';
import { busHands } from './hands/busHands.ts';
import type { Hands } from './hands/hands.ts';
import { issueInvoice } from './issueInvoice.ts';
import { customer, makeCustomer } from './makeCustomer.ts';
import { payPart, payRest } from './pay.ts';
import { seeAccounting } from './seeAccounting.ts';
import { readBooks, seeBooks } from './seeBooks.ts';
import { seeMails } from './seeMails.ts';
import { seeWebhooks } from './seeWebhooks.ts';

export type Played = { tenantId: string; customerId: string; invoice: Invoice };

type Staged = Pick<Stack, 'keys' | 'addresses'>;
type Options = {
  /** Whether two tenants come with a year of billing, so that the pages have something to show. */
  history: boolean;
  /** In which staff and the customer do what they do; on the bus without one. The play closes it. */
  browser?: Browser | undefined;
};

/**
 * The main job, played once: an invoice is issued and mailed, paid in two parts by three cards, booked, and brought to Xero. Each step waits for
 * what it wants to see.
 * @throws NotSeen naming what was not seen
 */
export async function play(
  stack: Staged,
  { step }: Steps,
  interrupted: AbortSignal,
  { history, browser }: Options = { history: false },
): Promise<Played> {
  const gateway = await openGateway(stack);
  const broken = brokenOff(interrupted);
  const act = <T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T> => {
    interrupted.throwIfAborted();
    return step(name, () => Promise.race([work(), broken]), tell);
  };
  try {
    const cast = castOf(gateway.client);
    await openingActs(cast, stack, act, history);
    const { edge, stripe } = stack.addresses;
    const signIn = { email: owner.email, password: stack.keys.demoPassword };
    const hands = browser ? await browserHands(browser, { edge, stripe, signIn }) : busHands(cast, stripe);
    return await acts(cast, hands, act);
  } finally {
    await browser?.close();
    await gateway.close();
  }
}

/** Rejects when somebody asks for the end, so that nobody has to wait for what will not be seen. */
function brokenOff(interrupted: AbortSignal): Promise<never> {
  const broken = new Promise<never>((_resolve, reject) => {
    interrupted.addEventListener('abort', () => reject(interrupted.reason), { once: true });
  });
  // Not a fault where nobody waits for it any more.
  broken.catch(() => {});
  return broken;
}

function castOf(client: Cast['client']): Cast {
  const [tenantId, ownerId] = [newId(), newId()];
  return {
    client,
    house: { tenant: tenantId, actor: { kind: 'service', name: 'gateway' } },
    staff: staffOf(tenantId, ownerId),
    ownerId,
    tenantId,
  };
}

const staffOf = (tenant: string, id: string): Person => ({ tenant, actor: { kind: 'staff', id, roles: ['owner'] } });

/** Who bills, and with what. */
async function openingActs(
  cast: Cast,
  { keys, addresses }: Staged,
  act: Steps['step'],
  history: boolean,
): Promise<void> {
  const { client, ownerId } = cast;
  const { edge, stripe: stripeApi } = addresses;
  await act(
    'tenant opens',
    () => openTenant(cast, harbour),
    () => harbour.name,
  );
  const staffId = await act(
    'somebody may sign in',
    async () => {
      const id = await makeStaff(client, { staffId: ownerId, ...owner, password: keys.demoPassword });
      await makeOwner(client, id, cast.tenantId);
      return id;
    },
    () => owner.email,
  );
  if (history) await seedActs(cast, staffId, { keys, addresses }, act);
  await act(
    'Stripe is connected',
    () => connectStripe(cast, { account: keys.stripe, edge, stripeApi }),
    ({ url }) => `webhooks to ${new URL(url).host}`,
  );
  await act(
    'Xero is connected',
    () => connectXero(cast),
    ({ organisation }) => organisation,
  );
}

/** A year of two tenants' billing. */
async function seedActs(cast: Cast, staffId: string, { keys, addresses }: Staged, act: Steps['step']): Promise<void> {
  const { client, staff } = cast;
  const second = newId();
  const { edge, stripe: stripeApi } = addresses;
  const other = { client, house: { ...cast.house, tenant: second }, staff: staffOf(second, staffId) };
  const tell = ({ customers, invoices, payments }: Awaited<ReturnType<typeof seedYear>>) =>
    `${customers} customers, ${invoices} invoices, ${payments} payments`;
  await act('a year of its billing', () => seedYear({ client, staff, tenant: harbour }), tell);
  await act(
    'a second tenant opens',
    async () => {
      await openTenant(other, nordlicht);
      await makeOwner(client, staffId, second);
      await openAccount(stripeApi, keys.secondStripe);
      await connectStripe(other, { account: keys.secondStripe, edge, stripeApi });
    },
    () => nordlicht.name,
  );
  await act('a year of its billing', () => seedYear({ client, staff: other.staff, tenant: nordlicht }), tell);
}

async function acts(cast: Cast, hands: Hands, act: Steps['step']): Promise<Played> {
  const customerId = await act(
    'customer is made',
    () => makeCustomer(cast, hands),
    () => `${customer.name}, ${hands.at}`,
  );
  const { sums: before } = await readBooks(cast, harbour.currency);
  const invoice = await act(
    'invoice is issued',
    () => issueInvoice(cast, hands, customerId),
    ({ number, total, currency }) => `${number}: three lines, two tax rates, ${told(total, currency)}`,
  );
  const money = (amount: number) => told(amount, invoice.currency);
  const { due } = await act(
    'half is paid by card',
    () => payPart(cast, hands, invoice),
    (half) => `${money(half.paid)} paid and allocated, ${money(half.due)} due`,
  );
  await act(
    'a card is declined',
    () => hands.beDeclined(invoice),
    (read) => read,
  );
  await act(
    'the rest, 3D Secure',
    () => payRest(cast, hands, invoice, due),
    () => `${money(due)} authenticated, paid and allocated; ${invoice.number} is paid`,
  );
  await act(
    'the books balance',
    () => seeBooks(cast, invoice, before),
    (books) =>
      [`fees ${money(books.fees)}, at Stripe ${money(books.atStripe)}`, ...ledger(books.accounts, money)].join('\n'),
  );
  await act(
    'webhooks',
    () => seeWebhooks(cast),
    ({ heard, used }) => `${heard} heard, ${used} used, none waits`,
  );
  await act(
    'mails',
    () => seeMails(cast, invoice),
    () => 'the invoice, and a receipt for each part, with their PDFs',
  );
  await act(
    'Xero',
    () => seeAccounting(cast, invoice),
    () => 'the invoice and both payments stand there',
  );
  return { tenantId: cast.tenantId, customerId, invoice };
}

function ledger(accounts: readonly { account: string; amount: number }[], money: (amount: number) => string): string[] {
  return accounts.map(({ account, amount }) => `${account.padEnd(16)} ${money(amount).padStart(12)}`);
}
