import { invoicing, payments, reporting } from '@purser/contracts';
import type { Bill, Liver } from './people.ts';

export type State = Awaited<ReturnType<typeof stateOf>>;

/** What people see of a life: how its invoices, payments, refunds, disputes and cards stand, and the books. Without ids and times. */
export async function stateOf({ town, own }: Liver, bills: readonly Bill[]) {
  const { client } = town.platform;
  const { staff } = own;
  await town.platform.quiet();
  const stands = [];
  for (const { fate, invoiceId, customer } of bills) {
    const { status, paid, due, disputed, held } = await client.query(invoicing.getInvoice, { invoiceId }, staff);
    const about = { invoiceId };
    const paidBy = (await client.query(payments.listPayments, about, staff)).payments;
    const { refunds } = await client.query(invoicing.listRefundsAsked, about, staff);
    const { disputes } = await client.query(payments.listDisputes, about, staff);
    const { customerId } = customer;
    const { methods } = await client.query(payments.listMethods, { customerId }, customer);
    const autopay = await client.query(payments.getInvoiceAutopay, about, staff);
    stands.push({
      ...{ fate, status, paid, due, disputed, held },
      payments: paidBy.map(({ amount, fee }) => ({ amount, fee })),
      refunds: refunds.map(({ amount, returned, failed }) => ({ amount, returned, failed })),
      disputes: disputes.map(({ amount, outcome }) => ({ amount, outcome })),
      cards: methods.map(({ last4 }) => last4),
      autopay: { state: autopay.state, why: autopay.why, tries: autopay.tries.map(({ outcome }) => outcome) },
    });
  }
  const { payouts } = await client.query(payments.listPayouts, {}, staff);
  const { openOrphans } = await client.query(payments.getReconciliation, {}, staff);
  const { balances, balanced } = await client.query(reporting.getTrialBalance, {}, staff);
  return {
    stands,
    payouts: payouts.map(({ amount, status, partsState }) => ({ amount, status, partsState })),
    openOrphans,
    balanced,
    books: Object.fromEntries(
      balances.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]),
    ),
  };
}
