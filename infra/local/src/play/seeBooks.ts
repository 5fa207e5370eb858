import { type Account, payments, reporting } from '@purser/contracts';
import type { Cast, Invoice } from './cast.ts';
import { mustBe, see } from './see.ts';

export type Books = { fees: number; atStripe: number; accounts: readonly { account: Account; amount: number }[] };

type Sums = Books['accounts'];

/** What the journal says now, in one currency. */
export async function readBooks({ client, staff }: Cast, currency: string): Promise<{ sums: Sums; balanced: boolean }> {
  const { balances, balanced } = await client.query(reporting.getTrialBalance, {}, staff);
  return { sums: balances.filter((each) => each.currency === currency), balanced };
}

/**
 * The journal adds up to zero, and since `before` this invoice alone moved it: nothing of it is owed, no money is unapplied, and Stripe's fee is
 * an expense.
 */
export async function seeBooks(cast: Cast, { invoiceId, total, currency }: Invoice, before: Sums): Promise<Books> {
  const { client, staff } = cast;
  const fees = await see("Stripe's fee of both payments is known", async () => {
    const { payments: made } = await client.query(payments.listPayments, { invoiceId }, staff);
    const known = made.flatMap(({ fee }) => (fee === null ? [] : [fee]));
    return known.length === 2 ? known.reduce((sum, fee) => sum + fee, 0) : undefined;
  });
  const { accounts, balanced } = await see(
    `the fee of ${fees} is booked, and both payments are allocated`,
    async () => {
      const { sums, balanced } = await readBooks(cast, currency);
      const accounts = sums.map(({ account, amount }) => ({ account, amount: amount - amountOf(before, account) }));
      const isBooked = amountOf(accounts, 'stripeFees') === fees && amountOf(accounts, 'receivables') === 0;
      return isBooked && amountOf(accounts, 'unappliedCash') === 0 ? { accounts, balanced } : undefined;
    },
  );
  mustBe('the journal balanced', balanced, true);
  mustBe('revenue and tax', amountOf(accounts, 'revenue') + amountOf(accounts, 'taxPayable'), -total);
  mustBe('the money at Stripe', amountOf(accounts, 'stripeClearing'), total - fees);
  return { fees, atStripe: total - fees, accounts };
}

function amountOf(accounts: readonly { account: Account; amount: number }[], wanted: Account): number {
  return accounts.find(({ account }) => account === wanted)?.amount ?? 0;
}
