/** Money that Stripe settled in another currency; minor units of each, below zero where money went. */
export type Exchange = {
  balanceTransactionId: string;
  thing: 'payment' | 'refund' | 'dispute';
  thingId: string;
  fromCurrency: string;
  fromAmount: number;
  intoCurrency: string;
  intoAmount: number;
  rate: string | null;
};

/** What a balance transaction says of what was settled, before its fee. */
export type Settled = { id: string; amount: number; currency: string; rate: string | null };

/** What is wrong with an exchange as it is known here, in words; undefined for nothing. */
export function exchangeProblem(settled: Settled, fromAmount: number, known: Exchange | undefined): string | undefined {
  const { amount, currency, rate } = settled;
  if (!known) return `settled as ${amount} ${currency}, which is not booked`;
  if (known.intoAmount !== amount || known.intoCurrency !== currency)
    return `settled as ${amount} ${currency}, ${known.intoAmount} ${known.intoCurrency} here`;
  if (known.fromAmount !== fromAmount) return `${known.fromAmount} ${known.fromCurrency} were exchanged here`;
  return known.rate === rate ? undefined : `the rate is ${rate} at Stripe, ${known.rate} here`;
}
