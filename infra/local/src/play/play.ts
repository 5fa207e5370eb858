import { newId } from '@purser/message';
import type { Steps } from '../print/steps.ts';
import type { Stack } from '../stack/openStack.ts';
import { beDeclined } from './beDeclined.ts';
import type { Cast, Invoice } from './cast.ts';
import { told } from './cast.ts';
import { connectStripe } from './connectStripe.ts';
import { openGateway } from './gateway.ts';
import { issueInvoice } from './issueInvoice.ts';
import { customerName, makeCustomer } from './makeCustomer.ts';
import { openTenant, tenantName } from './openTenant.ts';
import { payPart } from './payPart.ts';
import { payRest } from './payRest.ts';
import { seeBooks } from './seeBooks.ts';
import { seeWebhooks } from './seeWebhooks.ts';

export type Played = { tenantId: string; customerId: string; invoice: Invoice };

/**
 * The main job, played once: an invoice is issued, paid in two parts by three cards, and booked. Each step waits for what
 * it wants to see.
 * @throws NotSeen naming what was not seen
 */
export async function play(
  stack: Pick<Stack, 'keys' | 'addresses'>,
  { step }: Steps,
  interrupted: AbortSignal,
): Promise<Played> {
  const gateway = await openGateway(stack);
  const broken = brokenOff(interrupted);
  const act = <T>(name: string, work: () => Promise<T>, tell: (result: T) => string): Promise<T> => {
    interrupted.throwIfAborted();
    return step(name, () => Promise.race([work(), broken]), tell);
  };
  try {
    return await acts(castOf(gateway.client), stack, act);
  } finally {
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
  const [tenantId, customerId] = [newId(), newId()];
  return {
    client,
    house: { tenant: tenantId, actor: { kind: 'service', name: 'gateway' } },
    staff: { tenant: tenantId, actor: { kind: 'staff', id: newId(), roles: ['owner'] } },
    customer: { tenant: tenantId, actor: { kind: 'customer', id: customerId } },
    tenantId,
    customerId,
  };
}

async function acts(
  cast: Cast,
  { keys, addresses }: Pick<Stack, 'keys' | 'addresses'>,
  act: Steps['step'],
): Promise<Played> {
  const { edge, stripe: stripeApi } = addresses;
  await act(
    'tenant opens',
    () => openTenant(cast),
    () => tenantName,
  );
  await act(
    'Stripe is connected',
    () => connectStripe(cast, { keys, edge, stripeApi }),
    ({ url }) => `webhooks to ${new URL(url).host}`,
  );
  await act(
    'customer is made',
    () => makeCustomer(cast),
    () => customerName,
  );
  const invoice = await act(
    'invoice is issued',
    () => issueInvoice(cast),
    ({ number, total, currency }) => `${number}: three lines, two tax rates, ${told(total, currency)}`,
  );
  const money = (amount: number) => told(amount, invoice.currency);
  const { due } = await act(
    'half is paid by card',
    () => payPart(cast, invoice, stripeApi),
    (half) => `${money(half.paid)} paid and allocated, ${money(half.due)} due`,
  );
  const { attemptId } = await act(
    'a card is declined',
    () => beDeclined(cast, invoice, stripeApi),
    ({ message, declineCode, advice }) => `${message} ${declineCode}; advice: ${advice}`,
  );
  await act(
    'the rest, 3D Secure',
    () => payRest(cast, invoice, stripeApi, { attemptId, due }),
    ({ paid }) => `${money(paid)} authenticated, paid and allocated; ${invoice.number} is paid`,
  );
  await act(
    'the books balance',
    () => seeBooks(cast, invoice),
    (books) =>
      [`fees ${money(books.fees)}, at Stripe ${money(books.atStripe)}`, ...ledger(books.accounts, money)].join('\n'),
  );
  await act(
    'webhooks',
    () => seeWebhooks(cast),
    ({ heard, used }) => `${heard} heard, ${used} used, none waits`,
  );
  return { tenantId: cast.tenantId, customerId: cast.customerId, invoice };
}

function ledger(accounts: readonly { account: string; amount: number }[], money: (amount: number) => string): string[] {
  return accounts.map(({ account, amount }) => `${account.padEnd(16)} ${money(amount).padStart(12)}`);
}
