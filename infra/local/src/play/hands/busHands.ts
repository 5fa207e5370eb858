import { directory, invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { type Cast, customerOf, type Invoice } from '../cast.ts';
import { mustBe, NotSeen, see } from '../see.ts';
import { authenticate, cards, confirmCard } from '../stripeJs.ts';
import type { Hands } from './hands.ts';

/** Speaks on the bus as the gateway would for people, and to Stripe as its page does. */
export function busHands(cast: Cast, stripeApi: string): Hands {
  const { client, staff } = cast;
  let customerId = '';
  let declinedAttempt = '';

  /** The amount is held, and the page gets what Stripe.js needs. */
  async function openCheckout({ invoiceId }: Invoice, amount?: number) {
    const asked = amount === undefined ? { invoiceId } : { invoiceId, amount };
    const prepared = await client.command(payments.preparePayment, asked, customerOf(cast, customerId));
    const { clientSecret } = prepared;
    if (!clientSecret) throw new NotSeen('The payment was prepared, and no client secret came with it.');
    return { ...prepared, stripeApi, clientSecret };
  }

  return {
    at: 'on the bus',
    makeCustomer: async (customer) => {
      customerId = newId();
      await client.command(directory.createCustomer, { customerId, ...customer }, staff);
      return customerId;
    },
    issueInvoice: async (to, lines) => {
      const invoiceId = newId();
      const written = lines.map(({ percent, ...line }, at) => {
        const taxes = [{ id: `vat-${percent}`, name: 'VAT', percent, inclusive: false }];
        return { id: String(at + 1), ...line, taxes };
      });
      const draft = { invoiceId, customerId: to.customerId, currency: 'GBP', lines: written };
      // Invoicing hears of the customer on its own time.
      await see('a draft can be made for the customer', () => client.command(invoicing.draftInvoice, draft, staff));
      await client.command(invoicing.issueInvoice, { invoiceId }, staff);
      return invoiceId;
    },
    payPart: async (invoice, wanted) => {
      const checkout = await openCheckout(invoice, wanted);
      mustBe('the amount to confirm', checkout.amount, wanted);
      const { outcome } = await confirmCard(checkout, cards.good);
      mustBe('the outcome at Stripe', outcome, 'succeeded');
    },
    beDeclined: async (invoice) => {
      const { attemptId, ...checkout } = await openCheckout(invoice);
      declinedAttempt = attemptId;
      const confirmed = await confirmCard(checkout, cards.declined);
      if (confirmed.outcome !== 'declined')
        throw new NotSeen(`The card should be declined; it was ${confirmed.outcome}.`);
      const { message, declineCode, advice } = confirmed;
      await see(`the attempt knows of the decline (${declineCode})`, async () => {
        const attempt = await client.query(payments.getAttempt, { attemptId }, customerOf(cast, customerId));
        return attempt.declineCode === declineCode ? attempt : undefined;
      });
      return `${message} ${declineCode}; advice: ${advice}`;
    },
    payRest: async (invoice) => {
      const { attemptId, ...checkout } = await openCheckout(invoice);
      mustBe('the attempt', attemptId, declinedAttempt);
      const confirmed = await confirmCard(checkout, cards.authenticated);
      if (confirmed.outcome !== 'authenticate')
        throw new NotSeen(`The bank should ask the payer to authenticate; the payment was ${confirmed.outcome}.`);
      await authenticate(confirmed.page);
    },
  };
}
