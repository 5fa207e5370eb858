import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown, shownOrNull } from '../ids.ts';
import type { QuoteModel, QuoteSummaryModel } from '../models/quote.ts';

type Quote = z.output<typeof invoicing.getQuote.output>;
type Listed = z.output<typeof invoicing.listQuotes.output>['quotes'][number];

export function quoteView(quote: Quote, customer: CustomerName | undefined): QuoteModel {
  const {
    quoteId,
    customerId,
    familyId: _family,
    opensUntil: _until,
    terms_days,
    invoiceId,
    versions,
    currency,
    ...rest
  } = quote;
  return {
    ...rest,
    id: shown('quo', quoteId),
    currency,
    customer: { id: shown('cus', customerId), name: customer?.name ?? null, email: customer?.email ?? null },
    termsDays: terms_days,
    invoiceId: shownOrNull('inv', invoiceId),
    versions: versions.map(({ quoteId: id, total, ...version }) => ({
      id: shown('quo', id),
      ...version,
      total: { amount: total, currency },
    })),
  };
}

export function quoteSummaryView(quote: Listed, customer: CustomerName | undefined): QuoteSummaryModel {
  const { quoteId, customerId, currency, total, ...rest } = quote;
  return {
    ...rest,
    id: shown('quo', quoteId),
    customer: { id: shown('cus', customerId), name: customer?.name ?? null },
    total: { amount: total, currency },
  };
}
