import { identify, killTree } from '@purser/engines';
import { type Gateway, openGateway, printSteps } from '@purser/local';
import { cards, openBrowser, type Payer, payerOf } from '@purser/local/people';
import { until } from '@purser/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChaosStack, openChaosStack } from '../chaos/town/stack.ts';
import { billOnStack } from './billOnStack.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

/** The platform as `scripts/start` runs it: processes that can be killed, and somebody who starts them again. */
let stack: ChaosStack;
let gateway: Gateway;
let browser: Browser;
beforeAll(async () => {
  stack = await openChaosStack(printSteps(() => {}));
  gateway = await openGateway(stack);
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await stack?.stop();
  await stack?.end(false);
});

const soon_ms = 120_000;

/** SIGKILL to the process that serves pages and talks to Stripe. Resolves when it is gone, not when it is back. */
async function killEdge(): Promise<void> {
  const pid = await until('the edge is up', () => stack.status().processes.edge, soon_ms);
  const process = identify(pid);
  if (!process) throw new Error('the edge is gone already');
  await killTree(process);
}

/** Whether the edge answers. */
const isUp = () =>
  fetch(`${stack.addresses.edge}/pay`).then(
    ({ ok }) => ok,
    () => false,
  );

async function stripeTakes(latency_ms: number): Promise<void> {
  const body = JSON.stringify({ latency_ms });
  const answer = await fetch(`${stack.addresses.stripe}/_sandbox/settings`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`settings: ${answer.status}`);
}

const bill = () => billOnStack(stack, gateway.client);

/** The page comes to itself without a hand of the payer's. */
async function recovers({ page }: Payer): Promise<void> {
  await page.getByRole('main').getByText('Paid, thank you').waitFor({ timeout: soon_ms });
  expect(await page.getByText('Paid, thank you').count()).toBe(1);
  expect(await page.getByRole('link', { name: 'Receipt' }).count()).toBe(1);
}

test(
  'the platform is killed while the card is charged: the page waits, then says paid, and the card is charged once',
  journey,
  async () => {
    const { link, invoice, charges } = await bill();
    const payer = await payerOf(browser);
    await payer.openLink(link);
    await payer.choose('all');
    await payer.typeCard(cards.good);
    await payer.page.route('**/v1/payment_intents/*/confirm', async (route) => {
      await killEdge();
      await route.continue();
    });
    await payer.pressPay();
    await payer.notice('Your payment is on its way').waitFor();
    await recovers(payer);
    expect(await charges()).toEqual([['succeeded', 12_000]]);
    expect(await invoice()).toMatchObject({ status: 'paid', paid: 12_000, due: 0 });
    expect(payer.faults.filter((fault) => !/ERR_|net::/.test(fault))).toEqual([]);
    await payer.leave();
  },
);

test(
  'it is killed while a payment is got ready: nothing was taken, and pressing again pays once',
  journey,
  async () => {
    const { link, invoice, charges } = await bill();
    const payer = await payerOf(browser);
    await payer.openLink(link);
    // Stripe is slow, and whoever waits for it is shot.
    await stripeTakes(10_000);
    await payer.choose('all');
    await until('the amount is held', async () => (await invoice()).held === 12_000, soon_ms);
    await killEdge();
    await stripeTakes(0);
    const card = payer.page.locator('iframe[title="Secure payment input frame"]');
    const refused = payer.page.getByRole('alert').getByText(/Nothing was (taken|changed)/);
    await refused.waitFor({ timeout: soon_ms });
    await look(payer.page, 'pay platform away');
    expect(await charges()).toEqual([]);
    await until('the edge answers', isUp, soon_ms);
    await payer.page.getByRole('button', { name: /^Continue/ }).click();
    await card.waitFor({ timeout: soon_ms });
    await payer.typeCard(cards.good);
    await payer.pressPay();
    await recovers(payer);
    expect(await charges()).toEqual([['succeeded', 12_000]]);
    expect(await invoice()).toMatchObject({ status: 'paid', paid: 12_000, held: 0 });
    await payer.leave();
  },
);
