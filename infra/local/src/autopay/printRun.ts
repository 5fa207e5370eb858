import { exponent, formatDecimal, isCurrency } from '@purser/money';
import type { DryRun } from './dryRun.ts';

const reasons: Record<NonNullable<DryRun['rows'][number]['hindrance']>, string> = {
  noCard: 'there is no card on file',
  cardSpent: 'the bank will not have this card again',
  paymentOpen: 'the customer is paying it',
  disputed: 'a payment of it is disputed',
};

/** A dry run in words, for a terminal. Of customers only ids: whose they are is the tenant's to know. */
export function printRun({ tenant, timeZone, next, on, rows, totals, paidSince }: DryRun): string[] {
  const charged = rows.filter(({ hindrance }) => hindrance === null);
  const others = rows.filter(({ hindrance }) => hindrance !== null);
  return [
    next === null
      ? `Nobody at ${tenant} ever paid automatically: no run is planned. On ${on} (${timeZone}) one would do this:`
      : `The next run of ${tenant} is at ${next}, on ${on} (${timeZone}).`,
    ...section('Would be charged', charged),
    ...totals.map((sum) => `${'In all'.padEnd(20)} ${inWords(sum)}`),
    ...section('Would not be charged', others),
    '',
    ...(paidSince > 0 ? [`Paid since, and no part of it: ${paidSince}`] : []),
    'Nothing was charged, and nothing was changed.',
  ];
}

function section(title: string, rows: DryRun['rows']): string[] {
  return ['', `${title} (${rows.length})`, ...rows.map(line)];
}

function line({
  number,
  invoiceId,
  dueDate,
  customerId,
  amount,
  brand,
  last4,
  hindrance,
  ...bill
}: DryRun['rows'][number]) {
  const card = last4 === null ? 'no card' : `${brand ?? 'card'} ${last4}`;
  const why = hindrance === null ? '' : `: ${reasons[hindrance]}`;
  const what = `${(number ?? invoiceId).padEnd(20)} ${inWords(amount)}  due ${dueDate}  try ${bill.try}  ${card}`;
  return `${what}  customer ${customerId}${why}`;
}

function inWords({ amount, currency }: { amount: number; currency: string }): string {
  const decimals = isCurrency(currency) ? exponent(currency) : 0;
  return `${formatDecimal(BigInt(amount), decimals, decimals)} ${currency}`.padStart(16);
}
