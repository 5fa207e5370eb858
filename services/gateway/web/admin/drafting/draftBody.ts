import { type DecimalLimits, PERCENT, parseDecimal, QUANTITY } from '@purser/money';
import type { DraftBody, InvoiceLineBody } from '../../../src/api/models/invoice.ts';
import { type Draft, type DraftDiscount, type DraftLine, isBlank } from './draft.ts';

/** What is wrong with a field, by its path: `customer`, `lines.<id>.quantity`, `discount`. In words for the person who writes. */
export type DraftFaults = Readonly<Record<string, string>>;

export type Written = { ok: true; body: DraftBody } | { ok: false; faults: DraftFaults };

type Note = (path: string, message: string) => void;

/** What the API takes, or everything that keeps the draft from being saved. Blank lines are left out. */
export function bodyOf(draft: Draft): Written {
  const faults: Record<string, string> = {};
  const note: Note = (path, message) => {
    faults[path] ??= message;
  };
  const lines = draft.lines.filter((line) => !isBlank(line)).map((line) => lineBody(line, note));
  const discount = discountBody(draft.discount, 'discount', note);
  const termsDays = termsOf(draft.termsDays, note);
  if (!draft.customer) note('customer', 'Choose who is billed.');
  if (draft.poNumber.trim().length > 60) note('poNumber', 'A purchase order has at most 60 characters.');
  if (draft.note.trim().length > 2000) note('note', 'A note has at most 2,000 characters.');
  if (!draft.customer || Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    body: {
      customerId: draft.customer.id,
      currency: draft.currency,
      lines,
      ...(discount && { discount }),
      ...(draft.poNumber.trim() !== '' && { poNumber: draft.poNumber.trim() }),
      ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
      ...(termsDays !== undefined && { termsDays }),
    },
  };
}

/** What else is missing before it can be issued. */
export function missingForIssue(draft: Draft): DraftFaults {
  const lines = draft.lines.filter((line) => !isBlank(line));
  return lines.length > 0 ? {} : { lines: 'Add at least one line.' };
}

function lineBody(line: DraftLine, note: Note): InvoiceLineBody {
  const at = `lines.${line.id}`;
  const description = line.description.trim();
  if (description === '') note(`${at}.description`, 'Say what is billed.');
  if (description.length > 2000) note(`${at}.description`, 'A description has at most 2,000 characters.');
  const quantity = decimalOf(line.quantity);
  const read = readable(quantity, QUANTITY);
  if (read === undefined) note(`${at}.quantity`, 'A number such as 1 or 2.5.');
  else if (read === 0n) note(`${at}.quantity`, 'More than zero.');
  if (line.unitAmount === null) note(`${at}.unitAmount`, 'Enter a price.');
  const discount = discountBody(line.discount, `${at}.discount`, note);
  return {
    id: line.id,
    description,
    quantity,
    unitAmount: line.unitAmount ?? 0,
    ...(discount && { discount }),
    taxes: [...line.taxes],
  };
}

function discountBody(discount: DraftDiscount, path: string, note: Note): DraftBody['discount'] {
  if (discount.kind === 'none') return undefined;
  if (discount.kind === 'amount') {
    if (discount.amount === null) note(path, 'Enter an amount, or take the discount away.');
    return { amount: discount.amount ?? 0 };
  }
  const percent = decimalOf(discount.percent);
  const read = readable(percent, PERCENT);
  if (read === undefined || read > 1_000_000n) note(path, 'A percentage from 0 to 100.');
  return { percent };
}

function termsOf(typed: string, note: Note): number | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const days = Number(text);
  if (!/^\d{1,3}$/.test(text) || days > 365) note('termsDays', 'From 0 to 365 days.');
  return days;
}

/** A decimal as people type it, as the API writes it: `2,5` and ` 2.50 ` are decimals too. */
export function decimalOf(typed: string): string {
  return typed
    .trim()
    .replace(/^(\d*),(\d+)$/, '$1.$2')
    .replace(/^\./, '0.')
    .replace(/\.$/, '');
}

function readable(text: string, limits: DecimalLimits): bigint | undefined {
  try {
    return parseDecimal(text, limits);
  } catch {
    return undefined;
  }
}
