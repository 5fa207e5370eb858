import { payments } from '@purser/contracts';
import type { Way } from '../plan/payments.ts';
import { consent } from '../town/settle.ts';
import { GaveUp } from './asking.ts';
import { cards, giveCard } from './browser.ts';
import { must, type Payer, pay, query, see, seeWhen } from './payer.ts';
import type { Go } from './way.ts';

/** Cards on file, and what is charged to them while nobody is there. */
export const onFile = {
  /** The same card is on file once, however often it is given. */
  cardGiven: async (payer, invoice) => {
    for (let times = payer.plan.isRestless ? 2 : 1; times > 0; times -= 1) await give(payer);
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
  autopaid: async (payer, invoice) => {
    await see(payer, invoice, 'a night charged it', payer.customer, ({ due, held }) => due === 0 && held === 0);
    return 'paid';
  },
  /** The bank said no to whoever was away: the customer pays with another card, or leaves it. */
  autopayRefused: async (payer, invoice) => {
    const { invoiceId } = invoice;
    await seeWhen('the bank refused', async () => {
      const listed = await query(payer.client, payments.listAttempts, { invoiceId }, payer.tenant.staff);
      return listed?.attempts.find(({ code }) => code !== null);
    });
    if (payer.plan.isRestless) return 'open';
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
} satisfies Partial<Record<Way, Go>>;

async function give(payer: Payer): Promise<void> {
  const { customer, client, stripeApi } = payer;
  const { customerId } = customer;
  const prepared = await must(payer, payments.prepareSetup, { customerId, consent }, customer);
  const { setupIntentId, publishableKey, clientSecret } = prepared;
  if (!clientSecret) throw new GaveUp('a form for a card was prepared, and no client secret came with it');
  const seen = await giveCard({ stripeApi, publishableKey, setupIntentId, clientSecret }, cards.good);
  if (seen !== 'succeeded') throw new GaveUp(`a card that is good was ${seen}`);
  await seeWhen('the card is on file', async () => {
    const listed = await query(client, payments.listMethods, { customerId }, customer);
    return listed?.methods.length === 1 ? true : undefined;
  });
}
