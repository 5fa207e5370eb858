import { openGateway, printSteps } from '@purser/local';
import { onPhone, openBrowser, payerOf } from '@purser/local/people';
import type { Browser, Page } from 'playwright-core';
import { billOnStack } from '../../browser/billOnStack.ts';
import { openChaosStack } from '../../chaos/town/stack.ts';
import { median } from '../figures.ts';
import { machine } from '../machine.ts';

/** Milliseconds from following the link in a mail, in a browser that has nothing of ours yet. */
export type PayTimes = {
  /** The page's own first byte. */
  page_ms: number;
  /** The invoice with what is due on it, and the button that begins paying. */
  button_ms: number;
  /** The button was pressed at once, and the card form takes typing. */
  card_ms: number;
};
export type PayFigures = PayTimes & { rounds: number; slowest: PayTimes; machine: ReturnType<typeof machine> };

/**
 * The pay page as a payer gets it from a mail, on a phone: the browser's cache is empty each time, the services have been at work before.
 * The platform runs as `scripts/start` runs it; Stripe.js and its card form are the sandbox's.
 */
export async function benchPay(note: (line: string) => void, rounds: number): Promise<PayFigures> {
  const stack = await openChaosStack(printSteps(() => {}));
  const gateway = await openGateway(stack);
  const browser = await openBrowser();
  try {
    const times: PayTimes[] = [];
    // The first one wakes the services, and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const { link } = await billOnStack(stack, gateway.client);
      const time = await openOnce(browser, link);
      note(
        `${round === 0 ? 'to warm up' : `round ${round}`}: ${[time.page_ms, time.button_ms, time.card_ms].map(Math.round).join(', ')} ms`,
      );
      if (round > 0) times.push(time);
    }
    return { rounds, ...over(times, median), slowest: over(times, (all) => Math.max(...all)), machine: machine() };
  } finally {
    await browser.close();
    await gateway.close();
    await stack.stop();
    await stack.end(false);
  }
}

/** A browser of its own, with nothing kept from anybody before. */
async function openOnce(browser: Browser, link: string): Promise<PayTimes> {
  const payer = await payerOf(browser, onPhone);
  const { page } = payer;
  try {
    const start = performance.now();
    await page.goto(link, { waitUntil: 'commit' });
    const button = page.getByRole('button', { name: /^Continue to pay/ });
    await button.waitFor();
    const button_ms = performance.now() - start;
    await button.click();
    await page.locator('button[type=submit]:enabled', { hasText: /^Pay / }).waitFor();
    const card_ms = performance.now() - start;
    return { page_ms: await firstByte(page), button_ms, card_ms };
  } finally {
    await payer.leave();
  }
}

async function firstByte(page: Page): Promise<number> {
  return Number(await page.evaluate('performance.getEntriesByType("navigation")[0].responseStart'));
}

function over(times: readonly PayTimes[], figure: (all: number[]) => number): PayTimes {
  const of = (part: keyof PayTimes) => figure(times.map((time) => time[part]));
  return { page_ms: of('page_ms'), button_ms: of('button_ms'), card_ms: of('card_ms') };
}
