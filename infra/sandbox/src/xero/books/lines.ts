import { countIn, type Fields, fieldsOf, has, textIn } from '../api/reader.ts';
import { lineTotal, shown, taxIn, taxOn } from '../decimal.ts';
import { uuid } from '../uuid.ts';
import { all, type Books, byId, byKey } from './documents.ts';
import type { Account, Bill, Line, TaxRate } from './types.ts';

/** How the lines of one document are read. */
export interface LineRules {
  amounts: Bill['lineAmountTypes'];
  /** Sales or purchases: which accounts' taxes fit. */
  side: 'income' | 'expenses';
  /** True when the document is to be authorised, which a draft's gaps forbid. */
  complete: boolean;
  /** 2, or 4 when `unitdp=4` was asked for. */
  unitPlaces: 2 | 4;
}

const known = [
  'LineItemID',
  'Description',
  'Quantity',
  'UnitAmount',
  'AccountCode',
  'AccountID',
  'TaxType',
  'TaxAmount',
  'LineAmount',
  'DiscountRate',
  'ItemCode',
];
/** Sent as empty by clients that give a line back as they got it. */
const ignored = ['Tracking', 'ValidationErrors'];

function accountOf(books: Books, fields: Fields, rules: LineRules): Account | undefined {
  const code = textIn(fields, 'AccountCode', 10);
  const id = textIn(fields, 'AccountID', 50);
  if (code === undefined && id === undefined) {
    if (rules.complete) fields.problems.push('Account code or ID must be specified.');
    return undefined;
  }
  const account = id === undefined ? byKey(books, 'account', code ?? '')[0] : byId(books, 'account', id);
  const fits =
    account?.status === 'ACTIVE' &&
    account.type !== 'BANK' &&
    !['DEBTORS', 'CREDITORS', 'GST'].includes(account.system ?? '');
  if (!account || !fits) {
    fields.problems.push(`Account code '${code ?? id}' is not a valid code for this document.`);
    return undefined;
  }
  return account;
}

function taxOf(books: Books, fields: Fields, account: Account | undefined, rules: LineRules): TaxRate | undefined {
  const taxType = textIn(fields, 'TaxType', 50) ?? account?.taxType;
  if (rules.amounts === 'NoTax' || taxType === undefined) return byKey(books, 'taxRate', 'NONE')[0];
  const rate = all(books, 'taxRate').find((one) => one.taxType === taxType.toUpperCase());
  if (!rate) {
    fields.problems.push(
      `The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`,
    );
    return undefined;
  }
  const [income, expenses] = [account?.class === 'REVENUE', account?.class === 'EXPENSE'];
  if ((income && !rate.income) || (expenses && !rate.expenses))
    fields.problems.push(
      `The TaxType code '${taxType}' cannot be used with account code '${account?.code ?? account?.id}'.`,
    );
  return rate;
}

/** What a line comes to: quantity by price less discount, which a line total that is given must equal. */
function amountOf(fields: Fields, quantity: number, unit: number | undefined, discount: number): number {
  const given = countIn(fields, 'LineAmount', 2);
  if (unit === undefined) return given ?? 0;
  const worked = Number(lineTotal(BigInt(quantity), BigInt(unit), BigInt(discount)));
  if (given !== undefined && given !== worked)
    fields.problems.push(
      `The line total ${shown(given, 2).toFixed(2)} does not match the expected line total ${shown(worked, 2).toFixed(2)}`,
    );
  return worked;
}

function usualTax(amounts: LineRules['amounts'], amount: number, rate: TaxRate | undefined): number {
  const percent = BigInt(rate?.percent ?? 0);
  if (amounts === 'NoTax') return 0;
  return Number(amounts === 'Inclusive' ? taxIn(BigInt(amount), percent) : taxOn(BigInt(amount), percent));
}

/** The price of one at 4 places; at 2 places it was rounded to them first. */
function unitOf(fields: Fields, places: 2 | 4): number | undefined {
  const unit = countIn(fields, 'UnitAmount', places);
  return unit === undefined ? undefined : unit * (places === 2 ? 100 : 1);
}

/** One line, with its amount and tax worked out and each rounded to two places. */
export function lineFrom(books: Books, value: unknown, rules: LineRules, problems: string[]): Line {
  const fields = fieldsOf(value, 'LineItem', known, ignored, problems);
  const description = textIn(fields, 'Description', 4_000) ?? null;
  if (rules.complete && (description === null || description.trim() === ''))
    problems.push('Description must be specified.');
  if (has(fields, 'ItemCode')) problems.push(`Item code '${textIn(fields, 'ItemCode', 30)}' is not valid.`);
  const quantity = countIn(fields, 'Quantity', 4) ?? 10_000;
  const unit = unitOf(fields, rules.unitPlaces);
  const discountPercent = countIn(fields, 'DiscountRate', 4) ?? null;
  const amount = amountOf(fields, quantity, unit, discountPercent ?? 0);
  const account = accountOf(books, fields, rules);
  const rate = taxOf(books, fields, account, rules);
  const given = countIn(fields, 'TaxAmount', 2);
  if (given !== undefined && given !== 0 && rules.amounts === 'NoTax')
    problems.push('The document has no tax, but a line has a TaxAmount.');
  return {
    id: textIn(fields, 'LineItemID', 50) ?? uuid(books.world.ids),
    description,
    quantity,
    unit: unit ?? (quantity === 0 ? 0 : Math.round((amount * 1_000_000) / quantity)),
    amount,
    tax: given ?? usualTax(rules.amounts, amount, rate),
    accountCode: account?.code ?? null,
    accountId: account?.id ?? null,
    taxType: rate?.taxType ?? null,
    itemCode: null,
    discountPercent,
  };
}

/** The totals of lines that are rounded each by itself. */
export function totalsOf(lines: readonly Line[], amounts: Bill['lineAmountTypes']) {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  const totalTax = lines.reduce((total, { tax }) => total + tax, 0);
  const subTotal = amounts === 'Inclusive' ? sum - totalTax : sum;
  return { subTotal, totalTax, total: subTotal + totalTax };
}

export const lineWire = (line: Line): object => ({
  LineItemID: line.id,
  ...(line.description === null ? {} : { Description: line.description }),
  Quantity: shown(line.quantity, 4),
  UnitAmount: shown(line.unit, 4),
  LineAmount: shown(line.amount, 2),
  TaxAmount: shown(line.tax, 2),
  ...(line.taxType === null ? {} : { TaxType: line.taxType }),
  ...(line.accountCode === null ? {} : { AccountCode: line.accountCode }),
  ...(line.accountId === null ? {} : { AccountID: line.accountId }),
  ...(line.discountPercent === null ? {} : { DiscountRate: shown(line.discountPercent, 4) }),
  Tracking: [],
});
