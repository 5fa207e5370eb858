type Bill = { invoiceId: string; hindrance: string | null };
type Owed = { invoiceId: string; number: string | null; due: number; currency: string; disputed: boolean };
type Sum = { amount: number; currency: string };

export type PlannedBill<B extends Bill> = Omit<B, 'hindrance'> & {
  number: string | null;
  amount: Sum;
  hindrance: B['hindrance'] | 'disputed';
};

/**
 * What a run of autopay would charge, in minor units: each bill with what is owed on it, and why it would not be charged after all. What
 * nothing is owed on any more is left out, as a run would find; whose bank disputes it is not charged.
 */
export function planRun<B extends Bill>(bills: readonly B[], owed: readonly Owed[]): PlannedBill<B>[] {
  const known = new Map(owed.map((each) => [each.invoiceId, each]));
  return bills.flatMap(({ hindrance, ...bill }) => {
    const { number, due, currency, disputed } = known.get(bill.invoiceId) ?? { due: 0 };
    if (due === 0 || number === undefined || currency === undefined) return [];
    return [{ ...bill, number, amount: { amount: due, currency }, hindrance: disputed ? 'disputed' : hindrance }];
  });
}

/** What a run would charge in all, by currency. */
export function sumsOfRun(rows: readonly { amount: Sum; hindrance: string | null }[]): Sum[] {
  const sums = new Map<string, number>();
  for (const { amount, hindrance } of rows)
    if (hindrance === null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
