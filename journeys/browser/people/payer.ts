import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { onPhone, type Visitor, visitor } from './browser.ts';

/** Card numbers that the sandbox knows, as Stripe's do. */
export const cards = {
  good: '4242424242424242',
  threeDSecure: '4000002760003184',
  declined: '4000000000000002',
  noMoney: '4000000000009995',
  lost: '4000000000009987',
  stolen: '4000000000009979',
} as const;

/** What a payer does on the page that an invoice's link opens. */
export type PayPage = {
  page: Page;
  openLink(url: string): Promise<void>;
  /** How much, then on to the card; an amount as people write it, "60.00". */
  choose(amount: 'all' | string): Promise<void>;
  typeCard(number: string): Promise<void>;
  /** Presses Pay, and waits for nothing. */
  pressPay(): Promise<void>;
  /** The bank's page, which 3D Secure opens over ours. */
  bank: FrameLocator;
  confirmAtBank(): Promise<void>;
  failAtBank(): Promise<void>;
  /** A message of the page with these words in it. */
  notice(words: string | RegExp): Locator;
  paid(): Promise<void>;
};

export type Payer = Visitor & PayPage & { anotherTab(): Promise<PayPage> };

export async function payerOf(browser: Browser, look: BrowserContextOptions = onPhone): Promise<Payer> {
  const person = await visitor(browser, look);
  return { ...person, ...payPage(person.page), anotherTab: async () => payPage(await person.tab()) };
}

export function payPage(page: Page): PayPage {
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  const bank = page.frameLocator('iframe[title="3D Secure authentication"]');
  const notice = (words: string | RegExp) => page.getByRole('main').getByText(words).first();
  return {
    page,
    bank,
    notice,
    openLink: async (url) => {
      await page.goto(url);
      await page
        .getByRole('heading', { name: /^Invoice / })
        .first()
        .waitFor();
    },
    choose: async (amount) => {
      if (amount !== 'all') {
        await page.getByRole('radio', { name: 'A part' }).check();
        await page.getByLabel('Amount to pay now').fill(amount);
      }
      await page.getByRole('button', { name: /^Continue/ }).click();
    },
    typeCard: async (number) => {
      await card.getByLabel('Card number').fill(number);
      await card.getByLabel('Expiry date').fill('12 / 40');
      await card.getByLabel('Security code').fill('123');
      const postcode = card.locator('#postal');
      if (await postcode.isVisible()) await postcode.fill('SE1 9PD');
    },
    pressPay: () => page.getByRole('button', { name: /^Pay £/ }).click(),
    confirmAtBank: () => bank.getByRole('button', { name: 'Complete authentication' }).click(),
    failAtBank: () => bank.getByRole('button', { name: 'Fail authentication' }).click(),
    paid: () => notice('Paid, thank you').waitFor(),
  };
}
