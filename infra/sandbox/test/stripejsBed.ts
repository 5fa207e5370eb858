import type { Browser } from 'playwright-core';
import type Stripe from 'stripe';
import { startBrowser } from './browser.ts';
import { type Payer, type ShopServer, startShop, visit } from './stripejsPage.ts';
import type { Opening } from './stripejsShop.ts';
import { publishableKey, startTestbed, type Testbed, usd } from './testbed.ts';

/** A sandbox, a merchant's page on another origin, and one browser. */
export interface StripeJsBed extends Testbed {
  browser: Browser;
  server: ShopServer;
  /** A payer on the merchant's page. */
  payer: (path?: string, look?: Parameters<typeof visit>[2]) => Promise<Payer>;
  /** A payer with a Payment Element that is ready for the intent. */
  payerFor: (clientSecret: string, opening?: Partial<Opening>) => Promise<Payer>;
  intent: (params?: Partial<Stripe.PaymentIntentCreateParams>) => Promise<{ id: string; clientSecret: string }>;
  setup: (params?: Stripe.SetupIntentCreateParams) => Promise<{ id: string; clientSecret: string }>;
  charges: (intent: string) => Promise<Stripe.Charge[]>;
}

const named = ({ id, client_secret }: { id: string; client_secret: string | null }) => {
  if (client_secret === null) throw new Error(`${id} has no client secret`);
  return { id, clientSecret: client_secret };
};

/** Starts everything; without a browser it fails, as every test after it should. */
export async function startStripeJsBed(): Promise<StripeJsBed> {
  const bed = await startTestbed();
  const server = await startShop(bed.sandbox.url);
  const browser = await startBrowser();
  const payer: StripeJsBed['payer'] = (path = '/', look) => visit(browser, `${server.origin}${path}`, look);
  return {
    ...bed,
    browser,
    server,
    payer,
    async payerFor(clientSecret, opening = {}) {
      const visitor = await payer();
      const given: Opening = { key: publishableKey, clientSecret, ...opening };
      const opened = await visitor.shop.evaluate((shop, how) => shop.open(how), given);
      if (opened !== 'ready') throw new Error(`the element did not open: ${JSON.stringify(opened)}`);
      return visitor;
    },
    intent: async (params = {}) => named(await bed.stripe.paymentIntents.create({ ...usd, ...params })),
    setup: async (params = {}) => named(await bed.stripe.setupIntents.create(params)),
    charges: async (intent) => (await bed.stripe.charges.list({ payment_intent: intent })).data,
    async stop() {
      await browser.close();
      await server.stop();
      await bed.stop();
    },
  };
}
