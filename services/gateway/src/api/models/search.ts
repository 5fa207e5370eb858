import { z } from 'zod';
import { text } from './common.ts';
import { customerSummary } from './customer.ts';
import { invoiceSummary } from './invoice.ts';
import { quoteSummary } from './quote.ts';

export const searchQuery = z.strictObject({ q: text(200) });
/** Five of each at most. */
export const searchModel = z.strictObject({
  customers: z.array(customerSummary),
  invoices: z.array(invoiceSummary),
  quotes: z.array(quoteSummary),
  missing: z.array(z.string()),
});
export type SearchModel = z.infer<typeof searchModel>;
