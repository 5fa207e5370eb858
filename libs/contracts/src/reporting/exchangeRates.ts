import { command, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, currency, cursor, date, everyRole } from '../common.ts';

const service = 'reporting';

/** Digits of a rate, without the zeros before and behind them. */
const mostDigits = 12;
const digitsOf = (text: string) => text.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;

/** Decimal text above zero, up to 12 significant digits: how many units (not minor units) of one currency a unit of another is worth. */
export const exchangeRate = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,18})?$/, 'A rate is a plain decimal number, as in 0.7935.')
  .refine((text) => digitsOf(text) > 0, 'A rate is above zero.')
  .refine((text) => digitsOf(text) <= mostDigits, `A rate has ${mostDigits} significant digits at most.`);

/** From which day a rate holds: until the next one of the same two currencies does. */
const effectiveFrom = date.refine(
  (day) => day >= '1970-01-01' && day <= '2199-12-31',
  'A rate holds from a day between 1970 and 2199.',
);

/** Whose reports it is for stands in `into`: reports in another currency than the tenant's today need rates of their own. */
const pair = { from: currency, into: currency };

/**
 * Stores rates, all of them or none. One of the same day takes the place of what was stored, so doing it again changes nothing.
 * @throws Fault rejected `unknown_currency`, `same_currency`, `rate_twice` (two rates of one currency and day), `too_many_exchange_rates`
 */
export const setExchangeRates = command({
  service,
  name: 'setExchangeRates',
  version: 1,
  input: z.strictObject({
    into: currency,
    rates: z
      .array(z.strictObject({ from: currency, effectiveFrom, rate: exchangeRate }))
      .min(1)
      .max(1000),
  }),
  output: z.strictObject({ set: z.int() }),
  callers: { staff: billingStaff },
});

/**
 * The one before it holds in its place, if there is one.
 * @throws Fault notFound `exchange_rate_not_found`
 */
export const removeExchangeRate = command({
  service,
  name: 'removeExchangeRate',
  version: 1,
  input: z.strictObject({ ...pair, effectiveFrom }),
  output: z.strictObject({}),
  callers: { staff: billingStaff },
});

/** Rates into a currency, by the other currency, the latest day first. `next` is the `after` of the following page. */
export const listExchangeRates = query({
  service,
  name: 'listExchangeRates',
  version: 1,
  input: z.strictObject({
    into: currency,
    from: currency.optional(),
    after: cursor.optional(),
    limit: z.int().min(1).max(100).default(50),
  }),
  output: z.strictObject({
    rates: z.array(z.strictObject({ from: currency, effectiveFrom: date, rate: z.string() })),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});
