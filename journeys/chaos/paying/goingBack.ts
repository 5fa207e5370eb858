import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Way } from '../plan/payments.ts';
import { cards } from './browser.ts';
import { type Invoice, must, type Payer, pay, query, see, seeWhen, tell } from './payer.ts';
import { type Go, shareOf, type Wanted } from './way.ts';

/** Money that goes back: staff send it, or the customer's bank takes it. */
export const goingBack = {
  refundedInPart: async (payer, invoice) => {
    const paymentId = await paid(payer, invoice, cards.good);
    const first = shareOf(payer, invoice.total);
    await must(payer, invoicing.refundPayment, refund(invoice, paymentId, first), payer.tenant.staff);
    const second = payer.plan.isRestless ? invoice.total - first : 0;
    if (second > 0) await must(payer, invoicing.refundPayment, refund(invoice, paymentId, second), payer.tenant.staff);
    return untilBack(payer, invoice, first + second);
  },
  /** Two of the staff at once: whoever is second is told that nothing is left. */
  refundedWhole: async (payer, invoice) => {
    const paymentId = await paid(payer, invoice, cards.good);
    const staff = payer.plan.isRestless ? 3 : 1;
    const answers = await Promise.all(
      Array.from({ length: staff }, () =>
        tell(payer, invoicing.refundPayment, refund(invoice, paymentId, invoice.total), payer.tenant.staff),
      ),
    );
    const done = answers.filter((answer) => 'done' in answer).length;
    return untilBack(payer, invoice, invoice.total * done);
  },
  /** It had gone, and the bank sent it back: it becomes the customer's credit. */
  refundFails: async (payer, invoice) => {
    const paymentId = await paid(payer, invoice, cards.refundFails);
    const asked = refund(invoice, paymentId, shareOf(payer, invoice.total));
    await must(payer, invoicing.refundPayment, asked, payer.tenant.staff);
    await seeWhen('the refund came back', async () =>
      (await refundsOf(payer, invoice))?.find(({ failed }) => failed === asked.amount),
    );
    const { refundId } = asked;
    await must(payer, invoicing.withdrawRefund, { refundId }, payer.tenant.staff);
    return { wanted: 'paid', back: asked.amount };
  },
  disputeWon: async (payer, invoice) => {
    await disputed(payer, invoice, 'winning_evidence');
    await see(payer, invoice, 'the dispute is won', payer.tenant.staff, (shown) => shown.disputed === null);
    return 'paid';
  },
  disputeLost: async (payer, invoice) => {
    await disputed(payer, invoice, 'losing_evidence');
    await see(payer, invoice, 'the dispute is lost', payer.tenant.staff, (shown) => shown.disputed === 'lost');
    return { wanted: 'paid', back: invoice.total };
  },
} satisfies Partial<Record<Way, Go>>;

/** The invoice is paid at once. @returns its payment's id */
async function paid(payer: Payer, invoice: Invoice, card: string): Promise<string> {
  await pay(payer, invoice, card);
  const { invoiceId } = invoice;
  await see(payer, invoice, 'it is paid', payer.tenant.staff, ({ due, held }) => due === 0 && held === 0);
  return seeWhen('its payment is listed', async () => {
    const listed = await query(payer.client, payments.listPayments, { invoiceId }, payer.tenant.staff);
    return listed?.payments[0]?.paymentId;
  });
}

function refund({ invoiceId }: Invoice, paymentId: string, amount: number) {
  return { refundId: newId(), invoiceId, paymentId, amount, reason: 'requestedByCustomer' as const };
}

async function refundsOf({ client, tenant }: Payer, { invoiceId }: Invoice) {
  const listed = await query(client, invoicing.listRefundsAsked, { invoiceId }, tenant.staff);
  return listed?.refunds;
}

async function untilBack(payer: Payer, invoice: Invoice, back: number): Promise<Wanted> {
  await seeWhen(`${back} went back`, async () => {
    const refunds = await refundsOf(payer, invoice);
    return refunds?.reduce((sum, { returned }) => sum + returned, 0) === back ? true : undefined;
  });
  return { wanted: 'paid', back };
}

/** Paid with a card whose holder's bank takes it back, and answered by staff. */
async function disputed(payer: Payer, invoice: Invoice, text: string): Promise<void> {
  await paid(payer, invoice, cards.disputed);
  const { invoiceId } = invoice;
  const disputeId = await seeWhen('the dispute is listed', async () => {
    const listed = await query(payer.client, payments.listDisputes, { invoiceId }, payer.tenant.staff);
    return listed?.disputes[0]?.disputeId;
  });
  await must(payer, payments.sendEvidence, { disputeId, text, submit: true }, payer.tenant.staff);
}
