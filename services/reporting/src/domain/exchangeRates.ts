import { fault } from '@purser/fault';
import { isCurrency } from '@purser/money';

/** More than a rate a day of ten currencies in thirteen years. */
export const mostRates = 50_000;

export const tooManyRates = () =>
  fault('rejected', 'too_many_exchange_rates', `There are ${mostRates} exchange rates at most. Remove old ones first.`);

export const rateNotFound = () =>
  fault('notFound', 'exchange_rate_not_found', 'There is no exchange rate of this currency from that day.');

type Rate = { from: string; effectiveFrom: string };

/**
 * Whether these can be rates into a currency together.
 * @throws Fault rejected `unknown_currency`, `same_currency`, `rate_twice`
 */
export function checkRates(into: string, rates: readonly Rate[]): void {
  for (const code of [into, ...rates.map(({ from }) => from)])
    if (!isCurrency(code)) throw fault('rejected', 'unknown_currency', `${code} is no currency.`);
  if (rates.some(({ from }) => from === into))
    throw fault('rejected', 'same_currency', `${into} is worth itself: it needs no rate.`);
  const seen = new Set<string>();
  for (const { from, effectiveFrom } of rates) {
    const name = `${from} from ${effectiveFrom}`;
    if (seen.has(name)) throw fault('rejected', 'rate_twice', `There are two rates for ${name}.`);
    seen.add(name);
  }
}
