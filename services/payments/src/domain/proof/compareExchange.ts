import { type Exchange, exchangeProblem, type Settled } from '../exchange.ts';
import { exchangeKinds, type Journal } from './booked.ts';
import { line, type Sum } from './looked.ts';

export type ExchangeHere = {
  thingId: string;
  /** All that is known of the thing, of which this is one. */
  known: readonly Exchange[];
  journal: Journal;
  /** Whether what the journal has of all of them is compared here: once for each thing. */
  isFirst: boolean;
};
type Compared = {
  sums: Sum[];
  problem: string | undefined;
  off: { currency: string; there: number; booked: number }[];
};

/**
 * What Stripe settled in another currency, held against what we know of it and what is booked in each of both. The journal has the sum of all
 * exchanges of a payment or refund.
 */
export function compareExchange(
  { from, settled }: { from: { currency: string; amount: number }; settled: Settled },
  { thingId, known, journal, isFirst }: ExchangeHere,
): Compared {
  const here = known.find(({ balanceTransactionId }) => balanceTransactionId === settled.id);
  const problem = exchangeProblem(settled, from.amount, here);
  const sides = [
    { currency: from.currency, stripe: -from.amount, here: here ? -here.fromAmount : 0 },
    { currency: settled.currency, stripe: settled.amount, here: here?.intoAmount ?? 0 },
  ];
  const off: Compared['off'] = [];
  const sums = sides.map((side) => {
    const there = sumIn(known, side.currency);
    const booked = journal(thingId, exchangeKinds, side.currency) ?? 0;
    const wrong = isFirst ? booked - there : 0;
    if (wrong !== 0) off.push({ currency: side.currency, there, booked });
    return { ...line('exchanges', side.currency), stripe: side.stripe, here: side.here, journal: side.here + wrong };
  });
  return { sums, problem, off };
}

/** What the exchanges did to the balance of a currency. */
const sumIn = (known: readonly Exchange[], currency: string): number =>
  known.reduce(
    (sum, { fromCurrency, fromAmount, intoCurrency, intoAmount }) =>
      sum - (fromCurrency === currency ? fromAmount : 0) + (intoCurrency === currency ? intoAmount : 0),
    0,
  );
