import type { CreditBody, InvoiceModel } from '../../../../src/api/models/invoice.ts';

export type Scope = 'whole' | 'lines' | 'amount';
/** By amount in minor units, or by quantity as decimal text. `unreadable` is an amount that was typed and is none. */
export type LineForm = { by: 'amount' | 'quantity'; amount: number | null; unreadable?: boolean; quantity: string };
export type CreditForm = { scope: Scope; amount: number | null; lines: Record<string, LineForm> };

export const emptyCredit: CreditForm = { scope: 'whole', amount: null, lines: {} };
export const emptyLine: LineForm = { by: 'amount', amount: null, quantity: '' };

const decimal = /^\d{1,9}(\.\d{1,6})?$/;

type Credit = {
  /** What is sent; nothing while something is wrong. */
  body: Pick<CreditBody, 'lines' | 'amount'> | undefined;
  /** Minor units; null where only the server can say. */
  worth: number | null;
  /** By line id, or `amount`, or `lines`. */
  faults: Record<string, string>;
};

/** What a form asks for, and what is wrong with it. How much is left of each line is the server's to say. */
export function creditOf({ scope, amount, lines }: CreditForm, invoice: InvoiceModel): Credit {
  const left = invoice.totals.total - invoice.credited.amount;
  if (scope === 'whole') return { body: {}, worth: left, faults: {} };
  if (scope === 'amount') {
    if (!amount) return { body: undefined, worth: 0, faults: { amount: 'Enter an amount.' } };
    if (amount > left) return { body: undefined, worth: amount, faults: { amount: 'More than is left to credit.' } };
    return { body: { amount }, worth: amount, faults: {} };
  }
  return ofLines(lines, invoice);
}

function ofLines(forms: CreditForm['lines'], { lines }: InvoiceModel): Credit {
  const faults: Record<string, string> = {};
  const asked: NonNullable<CreditBody['lines']> = [];
  let worth: number | null = 0;
  for (const { id, total, quantity: whole } of lines) {
    const { by, amount, unreadable, quantity } = forms[id] ?? emptyLine;
    // Left out silently, it would credit less than they meant.
    if (by === 'amount' && (unreadable || amount === 0)) faults[id] = 'An amount above nothing.';
    if (by === 'amount' && amount) {
      if (amount > total) faults[id] = 'More than the line.';
      asked.push({ lineId: id, amount });
      if (worth !== null) worth += amount;
    }
    const text = quantity.trim().replace(',', '.');
    if (by === 'quantity' && text !== '') {
      if (!decimal.test(text) || Number(text) === 0) faults[id] = 'A quantity, as in 1 or 1.5.';
      else if (Number(text) > Number(whole)) faults[id] = `At most ${whole}.`;
      asked.push({ lineId: id, quantity: text });
      worth = null;
    }
  }
  if (asked.length === 0) faults.lines = 'Enter an amount or a quantity for at least one line.';
  return { body: Object.keys(faults).length === 0 ? { lines: asked } : undefined, worth, faults };
}
