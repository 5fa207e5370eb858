import { facts, parties, sheetOf } from './common.ts';
import { fill } from './labels.ts';
import type { QuoteDocument } from './model.ts';
import { carriedOver, isInclusive, pricedLines, termsOf, textBlock, totalsOf, withTaxes } from './pricedTables.ts';
import type { Block, Sheet } from './sheet.ts';
import { type Writing, writingFor } from './writing.ts';

export function layOutQuote(model: QuoteDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const { labels } = writing;
  const blocks = [
    parties(model, writing, labels.quotedTo),
    quoted(model, writing),
    ...chosen(model, writing),
    ...withTaxes(totalsOf(model.totals, writing), model.totals.taxes, model.edition, writing),
    ...options(model, writing),
    ...textBlock(labels.note, model.note),
  ];
  return sheetOf(model, writing, labels.quote, model.issuedOn, blocks);
}

function quoted(model: QuoteDocument, writing: Writing): Block {
  const { labels, amount, day } = writing;
  return {
    kind: 'amount',
    label: labels.quoteTotal,
    figure: amount(model.totals.total),
    remark: fill(labels.validUntil, day(model.validUntil)),
    facts: facts([
      [labels.quotedOn, day(model.issuedOn)],
      [labels.version, model.quoteVersion > 1 ? String(model.quoteVersion) : null],
      [labels.terms, termsOf(model.terms_days, writing)],
      [labels.poNumber, model.poNumber],
    ]),
  };
}

/** What the totals are of: what is optional says so. */
function chosen({ lines: given, totals }: QuoteDocument, writing: Writing): Block[] {
  const inclusive = isInclusive(totals.taxes);
  const lines = given
    .filter((line) => line.chosen)
    .map((line) => (line.optional ? { ...line, remark: writing.labels.optionChosen } : line));
  if (lines.length === 0) return [];
  const carried = lines.map(({ net, total }) => (inclusive ? total : net));
  const table = pricedLines({ name: 'lines', title: '', lines, inclusive }, writing);
  return [{ ...table, carry: carriedOver(carried, writing) }];
}

/** What else there is to have: below the totals, where nobody adds it to them. */
function options({ lines: given, totals }: QuoteDocument, writing: Writing): Block[] {
  const lines = given.filter((line) => !line.chosen);
  const inclusive = isInclusive(totals.taxes);
  const title = writing.labels.options;
  return lines.length === 0 ? [] : [pricedLines({ name: 'options', title, lines, inclusive }, writing)];
}
