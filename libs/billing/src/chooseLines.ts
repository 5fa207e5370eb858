import type { InvoiceInput, LineInput } from './invoiceInput.ts';

/** A line of a quote; `chosen` says whether an optional one is ticked before anybody looks. */
export type QuoteLine = LineInput & { readonly optional?: boolean; readonly chosen?: boolean };

/** What is offered: an invoice of which some lines may be left out. */
export type QuoteInput = Omit<InvoiceInput, 'lines'> & { readonly lines: readonly QuoteLine[] };

/**
 * The invoice that a quote becomes with these of its optional lines; every other line is in it whatever is chosen. Server and browser
 * call this one function, so that what the customer sees move is what is reckoned. What is no optional line of the quote is passed over
 * here, and for the caller to refuse.
 */
export function chooseLines({ lines, ...quote }: QuoteInput, chosen: ReadonlySet<string>): InvoiceInput {
  return {
    ...quote,
    lines: lines
      .filter(({ id, optional }) => !optional || chosen.has(id))
      .map(({ optional: _optional, chosen: _chosen, ...line }) => line),
  };
}

/** The optional lines that are ticked before anybody looks. */
export function chosenBeforehand({ lines }: Pick<QuoteInput, 'lines'>): ReadonlySet<string> {
  return new Set(lines.filter(({ optional, chosen }) => optional && chosen).map(({ id }) => id));
}
