import { formatDecimal, PERCENT, type Rational, round } from '@purser/money';
import { discountOf, exactGross, smaller, total } from './amounts.ts';
import type { Discount } from './invoiceInput.ts';
import { wholeUnits } from './shareOut.ts';
import { chargedPercent, containedPercent, exactExclusiveTax, exactInclusiveTax } from './taxRules.ts';
import type { LineTax, LineTotals } from './totals.ts';
import type { WhyDiscount, WhyGiven, WhyRate, WhyStep } from './why.ts';

/**
 * A line's figures and the reason for them, from what was given and nothing else. The invoice's figures and the replay of
 * a stored "why" both come from here, so they cannot differ.
 */
export function reckonLine(given: WhyGiven): LineTotals {
  const steps: WhyStep[] = [];
  const step = (rule: WhyStep['rule'], inputs: WhyStep['inputs'], result: bigint): bigint => {
    steps.push({ rule, inputs, result: String(result) });
    return result;
  };
  const { line, roundingMode } = given;

  const exact = exactGross(line.quantity, line.unitPrice);
  const gross = step('gross', { quantity: line.quantity, unitPrice: line.unitPrice }, round(exact, roundingMode));
  const discount = lineDiscount(given, gross, step);
  const invoiceDiscount = invoiceDiscountShare(given, gross - discount, step);
  const price = step('price', texts({ gross, discount, invoiceDiscount }), gross - discount - invoiceDiscount);
  const amounts = new Map<string, bigint>();
  let taken = 0n;
  for (const rate of line.taxes.filter(({ inclusive, kind }) => inclusive && kind === 'standard')) {
    const amount = inclusiveTax(given, rate, price, taken, step);
    amounts.set(rate.id, amount);
    taken += amount;
  }
  const net = step('net', texts({ price, inclusiveTax: taken }), price - taken);
  for (const rate of line.taxes) {
    if (rate.kind !== 'standard') amounts.set(rate.id, step(rate.kind, { rateId: rate.id, name: rate.name }, 0n));
    else if (!rate.inclusive) amounts.set(rate.id, exclusiveTax(given, rate, net, step));
  }
  const taxes: LineTax[] = line.taxes.map(({ id }) => ({ rateId: id, taxable: net, amount: amounts.get(id) ?? 0n }));
  const tax = total(amounts.values());
  const lineTotal = step('total', texts({ net, tax }), net + tax);
  return {
    id: line.id,
    quantity: line.quantity,
    gross,
    discount,
    invoiceDiscount,
    net,
    taxes,
    total: lineTotal,
    why: { version: 1, given, steps },
  };
}

type Step = (rule: WhyStep['rule'], inputs: WhyStep['inputs'], result: bigint) => bigint;

function lineDiscount(given: WhyGiven, gross: bigint, step: Step): bigint {
  const { discount } = given.line;
  if (discount === null) return 0n;
  const amount = discountOf(gross, readDiscount(discount), given.roundingMode);
  return step('lineDiscount', { gross: String(gross), ...discount }, amount);
}

function invoiceDiscountShare(given: WhyGiven, afterDiscount: bigint, step: Step): bigint {
  const share = given.invoiceDiscount;
  if (share === null) return 0n;
  const base = BigInt(share.base);
  const units = base === 0n ? 0n : (BigInt(share.total) * afterDiscount) / base;
  const { base: allLines, total: shared, extra } = share;
  const inputs = { afterDiscount: String(afterDiscount), allLines, ...share.discount, shared, extra };
  return step('invoiceDiscount', inputs, units + BigInt(extra));
}

function inclusiveTax(given: WhyGiven, rate: WhyRate, price: bigint, taken: bigint, step: Step): bigint {
  const contained = containedPercent(given.line.taxes);
  const exact = exactInclusiveTax(price, chargedPercent(rate), contained);
  const inputs = { rateId: rate.id, name: rate.name, price: String(price), percent: rate.percent };
  const room = price - taken;
  const { amount, facts } = taxAmount(given, rate, exact, room);
  const limits = { contained: formatDecimal(contained, PERCENT.scale), room: String(room) };
  return step('inclusiveTax', { ...inputs, ...limits, ...facts }, amount);
}

function exclusiveTax(given: WhyGiven, rate: WhyRate, net: bigint, step: Step): bigint {
  const exact = exactExclusiveTax(net, chargedPercent(rate));
  const inputs = { rateId: rate.id, name: rate.name, net: String(net), percent: rate.percent };
  const { amount, facts } = taxAmount(given, rate, exact);
  return step('exclusiveTax', { ...inputs, ...facts }, amount);
}

/** Rounded on the line, or the line's part of what was rounded for the document. */
function taxAmount(
  given: WhyGiven,
  rate: WhyRate,
  exact: Rational,
  room?: bigint,
): { amount: bigint; facts: Record<string, string> } {
  if (given.rounding === 'line') {
    const rounded = round(exact, given.roundingMode);
    return { amount: room === undefined ? rounded : smaller(rounded, room), facts: {} };
  }
  const share = given.documentTaxes.find((candidate) => candidate.rateId === rate.id);
  const extra = share?.extra ?? '0';
  const facts = { documentTax: share?.total ?? '0', extra };
  return { amount: wholeUnits(room === undefined ? { exact } : { exact, room }) + BigInt(extra), facts };
}

function readDiscount(discount: WhyDiscount): Discount {
  return 'amount' in discount ? { amount: BigInt(discount.amount) } : discount;
}

function texts(amounts: Record<string, bigint>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
}
