import { payments } from '@purser/contracts';
import { payerOf, staffAt } from '@purser/local/people';
import { asCustomer, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Billed, bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

/** Gives the payer's bank account for what is due, or a part, as Stripe's form would. */
async function debit({ customerId, invoiceId }: Billed, account: string, amount?: number) {
  const { platform, stripe } = house.town;
  const payer = asCustomer(shop.id, customerId);
  const asked = { invoiceId, ...(amount !== undefined && { amount }) };
  const { paymentIntentId } = await platform.client.command(payments.preparePayment, asked, payer);
  const online = { ip_address: '203.0.113.7', user_agent: 'Browser' };
  const { latest_charge } = await stripe.paymentIntents.confirm(paymentIntentId, {
    payment_method: account,
    mandate_data: { customer_acceptance: { type: 'online', online } },
    return_url: 'https://pay.example/back',
  });
  await until('it is known as a debit', async () => {
    const { attempts } = await platform.client.query(payments.listAttempts, { invoiceId }, payer);
    return attempts[0]?.way === 'directDebit';
  });
  return String(latest_charge);
}
const settle = (charge: string, outcome: 'succeeded' | 'failed') =>
  house.town.admin('POST', `/debits/${charge}/settle`, {
    outcome,
    ...(outcome === 'failed' && { failure_code: 'insufficient_funds' }),
  });

test(
  'a debit on its way is shown to its payer and to staff for as long as it takes, and the page moves on when it has arrived',
  journey,
  async () => {
    const { town, browser } = house;
    const billed = await bill(town, shop);
    const charge = await debit(billed, 'pm_bacsDebit_success');
    const payer = await payerOf(browser);
    await payer.openLink(billed.link);
    await payer.notice('Your payment is under way').waitFor();
    await payer.notice('You need not do anything now.').waitFor();
    await payer.notice('On its way to Northwind IT Ltd').waitFor();
    expect(await payer.page.getByRole('button', { name: /^Continue/ }).count()).toBe(0);
    await look(payer.page, 'pay debit under way');

    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    await staff.openInvoice(billed.shownId);
    await staff.page.getByText(/and confirmed as a direct debit\. The bank is at work on it/).waitFor();
    expect(await staff.page.getByRole('button', { name: 'End this payment' }).count()).toBe(0);
    await look(staff.page, 'admin debit under way');

    await settle(charge, 'succeeded');
    await payer.paid();
    await staff.page.getByText('A payment is under way.').waitFor({ state: 'detached' });
    expect(payer.faults).toEqual([]);
    await staff.leave();
    await payer.leave();
  },
);

test(
  'of a part that is on its way the rest is named; refused by the bank, all of it can be paid again',
  journey,
  async () => {
    const { town, browser } = house;
    const billed = await bill(town, shop);
    const charge = await debit(billed, 'pm_bacsDebit_insufficientFunds', 5_000);
    const payer = await payerOf(browser);
    await payer.openLink(billed.link);
    await payer.notice(/What is left, £70\.00, can be paid here after that/).waitFor();
    await payer.page.getByRole('region', { name: 'What is due' }).getByText('£70.00').first().waitFor();
    await look(payer.page, 'pay part under way');
    await settle(charge, 'failed');
    await until('it is refused', async () => {
      await payer.page.reload();
      await payer.page.getByRole('region', { name: 'What is due' }).waitFor();
      return (await payer.page.getByRole('button', { name: 'Continue to pay £120.00' }).count()) === 1;
    });
    expect((await invoiceOf(town, shop, billed.invoiceId)).paid).toBe(0);
    await payer.leave();
  },
);

test(
  'who comes back from a bank without having paid is told so, and who paid is told that it is on its way',
  journey,
  async () => {
    const { town, browser } = house;
    const { link } = await bill(town, shop);
    const payer = await payerOf(browser);
    await payer.openLink(link);
    await payer.page.getByRole('button', { name: /^Continue to pay/ }).waitFor();
    const back = (status: string) => {
      const address = new URL(payer.page.url());
      address.searchParams.set('payment_intent', 'pi_1');
      address.searchParams.set('redirect_status', status);
      return payer.page.goto(address.href);
    };
    await back('failed');
    await payer.notice('The payment did not go through').waitFor();
    await payer.page.getByRole('button', { name: /^Continue to pay/ }).waitFor();
    expect(payer.page.url()).not.toContain('redirect_status');
    await look(payer.page, 'pay came back unpaid');
    await back('processing');
    await payer.notice('Your payment is on its way').waitFor();
    await payer.leave();
  },
);
