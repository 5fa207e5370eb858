import { reporting } from '@purser/contracts';
import { z } from 'zod';
import { currency, date, listOf, pageQuery } from './common.ts';

const written = reporting.setExchangeRates.input.shape.rates;

export const exchangeRateModel = z.strictObject({
  currency,
  /** It holds until the next one of the currency does. */
  effectiveFrom: date,
  /** Decimal text: how many units of the tenant's own currency one unit is worth. */
  rate: z.string(),
});
export type ExchangeRateModel = z.infer<typeof exchangeRateModel>;

export const exchangeRateQuery = z.strictObject({ ...pageQuery, currency: currency.optional() });
export const exchangeRateList = listOf(exchangeRateModel).extend({
  /** The tenant's own currency. */
  into: currency,
});
export type ExchangeRateListModel = z.infer<typeof exchangeRateList>;

export const exchangeRateParams = z.strictObject({
  currency,
  effectiveFrom: reporting.removeExchangeRate.input.shape.effectiveFrom,
});

/** One of the same currency and day is replaced. */
export const exchangeRateBody = z.strictObject({
  rates: z
    .array(
      exchangeRateModel.extend({
        effectiveFrom: written.element.shape.effectiveFrom,
        rate: written.element.shape.rate,
      }),
    )
    .min(1)
    .max(1000),
});
export type ExchangeRateBody = z.infer<typeof exchangeRateBody>;

/** A table with the columns currency, effectiveFrom and rate, in any order; 1,000 rows at most. */
export const exchangeRateCsv = z.strictObject({ csv: z.string().min(1).max(200_000) });

export const exchangeRatesSet = z.strictObject({ set: z.int() });
