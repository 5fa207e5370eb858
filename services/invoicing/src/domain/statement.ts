/** What moved between tenant and customer on a day; minor units. What adds to the debt is above zero. */
export type Movement = {
  date: string;
  kind: 'invoice' | 'payment' | 'creditNote' | 'credit' | 'refund' | 'void';
  reference: string;
  sourceId: string;
  dueOn: string | null;
  amount: bigint;
};
export type Entry = Omit<Movement, 'amount'> & { debit: bigint; credit: bigint; balance: bigint };
export type Account = { opening: bigint; entries: Entry[]; closing: bigint };

/** Of one day: a debt before what takes off from it. */
const order: Record<Movement['kind'], number> = {
  invoice: 0,
  refund: 1,
  void: 2,
  creditNote: 3,
  credit: 4,
  payment: 5,
};

/** Movements as the entries of an account, each with the balance after it. */
export function accountOf(opening: bigint, movements: readonly Movement[]): Account {
  let balance = opening;
  const sorted = movements.toSorted(
    (a, b) => compare(a.date, b.date) || order[a.kind] - order[b.kind] || compare(a.sourceId, b.sourceId),
  );
  const entries = sorted.map(({ amount, ...rest }): Entry => {
    balance += amount;
    return { ...rest, debit: amount > 0n ? amount : 0n, credit: amount < 0n ? -amount : 0n, balance };
  });
  return { opening, entries, closing: balance };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
