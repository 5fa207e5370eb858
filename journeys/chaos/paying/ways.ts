import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Way } from '../plan/payments.ts';
import { cards } from './browser.ts';
import { goingBack } from './goingBack.ts';
import { onFile } from './onFile.ts';
import { confirm, type Invoice, issue, must, mustOpen, open, type Payer, pay, see, tell, whenFree } from './payer.ts';
import { type Ending, type Go, shareOf } from './way.ts';

const ways: Record<Way, Go> = {
  ...goingBack,
  ...onFile,
  plain: async (payer, invoice) => {
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
  declinedThenGood: async (payer, invoice) => {
    const first = await mustOpen(payer, invoice);
    await confirm(payer, first, cards.declined);
    if (payer.plan.isRestless) await confirm(payer, first, cards.insufficient);
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
  authenticated: async (payer, invoice) => {
    await pay(payer, invoice, cards.authenticated);
    return 'paid';
  },
  parts: async (payer, invoice) => {
    const part = shareOf(payer, invoice.total);
    await pay(payer, invoice, cards.good, part);
    await see(payer, invoice, 'the part is paid', payer.customer, ({ paid, held }) => paid >= part && held === 0);
    await pay(payer, invoice, payer.plan.isRestless ? cards.authenticated : cards.good);
    return 'paid';
  },
  /** The first page may be paid on while the second is asked for: then one of the two wins, and the rest is paid. */
  otherAmount: async (payer, invoice) => {
    const first = await mustOpen(payer, invoice, shareOf(payer, invoice.total));
    const [, second] = await Promise.all([
      payer.plan.isRestless ? confirm(payer, first, cards.good) : undefined,
      tell(payer, payments.preparePayment, { invoiceId: invoice.invoiceId }, payer.customer),
    ]);
    if ('refused' in second && payer.plan.isRestless)
      await see(payer, invoice, 'one of two payments', payer.customer, ({ paid, held }) => paid > 0 || held === 0);
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
  abandoned: async (payer, invoice) => {
    const opened = await mustOpen(payer, invoice);
    if (payer.plan.isRestless) await confirm(payer, opened, cards.declined);
    return 'open';
  },
  /** Void is refused while the payment is open, and done once it was cancelled. */
  voided: async (payer, invoice) => {
    const { attemptId } = await mustOpen(payer, invoice);
    await tell(payer, invoicing.voidInvoice, voiding(invoice), payer.tenant.staff);
    await tell(payer, payments.cancelAttempt, { attemptId }, payer.customer);
    const answer = await whenFree(payer, invoicing.voidInvoice, () => voiding(invoice), payer.tenant.staff);
    if ('refused' in answer && answer.refused.code !== 'invoice_void') return 'open';
    await tell(payer, payments.preparePayment, { invoiceId: invoice.invoiceId }, payer.customer);
    return 'void';
  },
  voidWhilePaying: async (payer, invoice) => {
    const opened = await mustOpen(payer, invoice);
    await Promise.all([
      confirm(payer, opened, cards.good),
      tell(payer, invoicing.voidInvoice, voiding(invoice), payer.tenant.staff),
      tell(payer, invoicing.creditInvoice, credit(invoice), payer.tenant.staff),
    ]);
    return 'paid';
  },
  creditedThenPaid: async (payer, invoice) => {
    await must(payer, invoicing.creditInvoice, partly(payer, invoice), payer.tenant.staff);
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
  /** What was paid already becomes the customer's credit. */
  paidThenCredited: async (payer, invoice) => {
    await pay(payer, invoice, cards.good);
    await see(payer, invoice, 'it is paid', payer.customer, ({ due, held }) => due === 0 && held === 0);
    await must(payer, invoicing.creditInvoice, partly(payer, invoice), payer.tenant.staff);
    return 'paid';
  },
  twoTabs: async (payer, invoice) => {
    const tabs = await Promise.all([open(payer, invoice), open(payer, invoice), open(payer, invoice)]);
    await Promise.all(tabs.map((tab) => ('done' in tab ? confirm(payer, tab.done, cards.good) : undefined)));
    return 'paid';
  },
  /** A restless payer pays and cancels at once: whichever reaches Stripe first. */
  cancelledThenPaid: async (payer, invoice) => {
    const opened = await mustOpen(payer, invoice);
    const { attemptId } = opened;
    await Promise.all([
      payer.plan.isRestless ? confirm(payer, opened, cards.good) : undefined,
      tell(payer, payments.cancelAttempt, { attemptId }, payer.customer),
    ]);
    await pay(payer, invoice, cards.good);
    return 'paid';
  },
};

/** One payment of the plan, from the draft to what is to be seen in the end. @throws GaveUp */
export async function goThrough(payer: Payer): Promise<Ending> {
  const isChargedByItself = Object.values(payer.tenant.automatic).includes(payer.customer);
  const invoice = await issue(payer, isChargedByItself ? 0 : undefined);
  const end = await ways[payer.plan.way](payer, invoice);
  const { wanted, back } = typeof end === 'string' ? { wanted: end, back: 0 } : end;
  if (wanted === 'paid')
    await see(payer, invoice, 'it is paid', payer.customer, ({ due, held }) => due === back && held === 0);
  return { invoiceId: invoice.invoiceId, wanted, back };
}

function voiding({ invoiceId }: Invoice) {
  return { invoiceId, reason: 'Sent by mistake.' };
}

function credit({ invoiceId }: Invoice) {
  return { creditNoteId: newId(), invoiceId, reason: 'A kindness.' };
}

/** A share of the second line. */
function partly(payer: Payer, invoice: Invoice) {
  const lines = [{ lineId: 'b', amount: Math.max(1, shareOf(payer, payer.plan.lines[1])) }];
  return { ...credit(invoice), lines };
}
