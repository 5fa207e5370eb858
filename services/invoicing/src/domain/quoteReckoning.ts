import { chooseLines, chosenBeforehand, type QuoteInput, validateInvoiceInput } from '@purser/billing';
import { fault } from '@purser/fault';
import { type Reckoning, reckonDraft, reckonIssue } from './reckoning.ts';
import { incompleteQuote, invalidInput, refusedField } from './refusals.ts';

/** A quote as it was asked for, and what it comes to with the lines that are ticked beforehand. */
export type QuoteReckoning = { input: QuoteInput; totals: Reckoning['totals'] };

/** A draft may have no lines yet. @throws Fault invalid with the paths of what is wrong */
export function reckonQuoteDraft(input: QuoteInput): QuoteReckoning {
  // All lines together first: their faults have the paths that the form knows.
  const everything = chooseLines(input, optionalLines(input));
  reckonDraft(everything);
  const faults = everyLeast(input).flatMap((least) => validateInvoiceInput(least));
  if (faults.length > 0) throw invalidInput(faults.slice(0, 1));
  return { input, totals: reckonDraft(chooseLines(input, chosenBeforehand(input))).totals };
}

/** What leaves the house: whatever the customer may choose from it can be reckoned. @throws Fault rejected */
export function reckonQuoteSend(input: QuoteInput): QuoteReckoning {
  if (input.lines.length === 0)
    throw incompleteQuote([{ path: 'lines', code: 'empty', message: 'A quote has at least one line' }]);
  const faults = [chooseLines(input, optionalLines(input)), ...everyLeast(input)].flatMap(validateInvoiceInput);
  if (faults.length > 0) throw incompleteQuote(faults);
  return { input, totals: reckonDraft(chooseLines(input, chosenBeforehand(input))).totals };
}

/**
 * The invoice that the customer's choice makes of the quote.
 * @param chosen the optional lines that are wanted; what is always part of the quote is in it without being named
 * @throws Fault invalid: no line of the quote, or none that can be chosen; rejected: nothing is left
 */
export function reckonChoice(input: QuoteInput, chosen: readonly string[]): Reckoning {
  const optional = optionalLines(input);
  const wanted = new Set(chosen);
  if (wanted.size < chosen.length) throw refusedField('chosen', 'duplicate', 'A line is named twice.');
  const index = chosen.findIndex((id) => !optional.has(id));
  if (index >= 0) throw refusedField(`chosen.${index}`, 'not_optional', 'This is no optional line of the quote.');
  const invoice = chooseLines(input, wanted);
  if (invoice.lines.length === 0)
    throw fault('rejected', 'quote_nothing_chosen', 'Choose at least one line, or decline the quote.');
  return reckonIssue(invoice);
}

function optionalLines({ lines }: QuoteInput): ReadonlySet<string> {
  return new Set(lines.filter(({ optional }) => optional).map(({ id }) => id));
}

/**
 * The choices that come to least: what is always in it or, where nothing is, each line alone. A discount that fits these fits every
 * choice, since more lines only come to more.
 */
function everyLeast(input: QuoteInput) {
  const fixed = chooseLines(input, new Set());
  if (fixed.lines.length > 0) return [fixed];
  return input.discount && 'amount' in input.discount
    ? input.lines.map(({ id }) => chooseLines(input, new Set([id])))
    : [];
}
