import type { CreditTotals, Why } from '@purser/billing';
import type { Currency } from '@purser/money';
import { z } from 'zod';
import type { QuoteReckoning } from '../domain/quoteReckoning.ts';
import type { Reckoning } from '../domain/reckoning.ts';

// How documents stand in the database: JSON text with whole minor units as digits, since JSON has no bigint.

const units = z.string().transform((digits) => BigInt(digits));
/** A code that was in use when it was written; it may have been withdrawn since. */
const currency = z.custom<Currency>((code) => typeof code === 'string');
/** Plain JSON already; its own version says how to read it. */
const why = z.custom<Why>((value) => typeof value === 'object' && value !== null && 'version' in value);
const kind = z.enum(['standard', 'reverseCharge', 'exempt']);

const discount = z.union([z.object({ percent: z.string() }), z.object({ amount: units })]);
const taxRate = z.object({
  id: z.string(),
  name: z.string(),
  percent: z.string(),
  inclusive: z.boolean(),
  kind: kind.optional(),
});
const line = z.object({
  id: z.string(),
  description: z.string(),
  quantity: z.string(),
  unitAmount: units,
  discount: discount.optional(),
  taxes: z.array(taxRate),
});
const input = z.object({
  currency,
  lines: z.array(line),
  discount: discount.optional(),
  rounding: z.enum(['line', 'document']),
  roundingMode: z.enum(['halfUp', 'halfEven']),
});

const lineTax = z.object({ rateId: z.string(), taxable: units, amount: units });
const taxTotal = z.object({
  rateId: z.string(),
  name: z.string(),
  percent: z.string(),
  inclusive: z.boolean(),
  kind,
  taxable: units,
  amount: units,
});
const totals = z.object({
  currency,
  lines: z.array(
    z.object({
      id: z.string(),
      quantity: z.string(),
      gross: units,
      discount: units,
      invoiceDiscount: units,
      net: units,
      taxes: z.array(lineTax),
      total: units,
      why,
    }),
  ),
  subtotal: units,
  discountTotal: units,
  netTotal: units,
  taxTotals: z.array(taxTotal),
  taxTotal: units,
  total: units,
});
const reckoning = z.object({ input, totals });
const quote = z.object({
  input: input.extend({
    lines: z.array(line.extend({ optional: z.boolean().optional(), chosen: z.boolean().optional() })),
  }),
  totals,
});
const credit = z.object({
  currency,
  lines: z.array(
    z.object({
      lineId: z.string(),
      quantity: z.string().nullable(),
      net: units,
      taxes: z.array(lineTax),
      total: units,
    }),
  ),
  netTotal: units,
  taxTotals: z.array(taxTotal),
  taxTotal: units,
  total: units,
});

export function documentText(document: Reckoning | QuoteReckoning | CreditTotals): string {
  return JSON.stringify(document, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

export function readReckoning(text: string): Reckoning {
  return reckoning.parse(JSON.parse(text));
}

export function readQuoteReckoning(text: string): QuoteReckoning {
  return quote.parse(JSON.parse(text));
}

export function readCredit(text: string): CreditTotals {
  return credit.parse(JSON.parse(text));
}
