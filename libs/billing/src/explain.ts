import { type Currency, exponent, formatDecimal, parseDecimal, toDecimalText, UNIT_PRICE } from '@purser/money';
import type { Why, WhyRule, WhyStep } from './why.ts';

/**
 * The steps as English sentences, one each. Amounts are written plainly (12.50 GBP) and not by locale, so that the same
 * "why" reads the same on every machine.
 */
export function explain(why: Why): string[] {
  const { currency } = why.given;
  return why.steps.map((step) => SENTENCES[step.rule](words(step, currency)));
}

type Words = {
  /** An input as it stands. */
  readonly text: (name: string) => string;
  /** An input that is an amount. */
  readonly amount: (name: string) => string;
  readonly has: (name: string) => boolean;
  readonly price: string;
  readonly result: string;
};

const SENTENCES: Record<WhyRule, (words: Words) => string> = {
  gross: ({ text, price, result }) => `${text('quantity')} × ${price} = ${result}.`,
  lineDiscount: ({ text, has, amount, result }) =>
    has('percent') ? `Less ${text('percent')}% of ${amount('gross')} = ${result}.` : `Less a discount of ${result}.`,
  invoiceDiscount: ({ text, has, amount, result }) => {
    const rate = has('percent') ? `${text('percent')}%, ` : '';
    const share = `this line is ${amount('afterDiscount')} of ${amount('allLines')}`;
    return `The invoice's discount (${rate}${amount('shared')}) is shared by value; ${share} and takes ${result}.`;
  },
  price: ({ result }) => `Price after discounts: ${result}.`,
  inclusiveTax: (all) =>
    `The price of ${all.amount('price')} contains ${all.text('name')} at ${all.text('percent')}%: ${all.result}${rounding(all)}.`,
  net: ({ result }) => `Net of tax: ${result}.`,
  exclusiveTax: (all) =>
    `${all.text('name')} at ${all.text('percent')}% of ${all.amount('net')}: ${all.result}${rounding(all)}.`,
  reverseCharge: ({ text, result }) => `${text('name')}: reverse charge, the customer accounts for the tax; ${result}.`,
  exempt: ({ text, result }) => `${text('name')}: exempt; ${result}.`,
  total: ({ amount, result }) => `${amount('net')} + ${amount('tax')} tax = ${result}.`,
};

function rounding({ has, text, amount }: Words): string {
  if (!has('documentTax')) return '';
  const extra = text('extra') === '0' ? '' : `, ${amount('extra')} of it from rounding`;
  return ` (this line's part of ${amount('documentTax')} on the whole invoice${extra})`;
}

function words(step: WhyStep, currency: Currency): Words {
  const text = (name: string) => step.inputs[name] ?? '';
  const shown = (amount: string) => `${toDecimalText({ amount: BigInt(amount), currency })} ${currency}`;
  return {
    text,
    amount: (name) => shown(text(name) || '0'),
    has: (name) => name in step.inputs,
    price: step.rule === 'gross' ? `${unitPrice(text('unitPrice'), currency)} ${currency}` : '',
    result: shown(step.result),
  };
}

/** A unit price may be finer than the minor unit: 0.125 pence is 0.00125 GBP. */
function unitPrice(minorUnits: string, currency: Currency): string {
  const decimals = exponent(currency);
  return formatDecimal(parseDecimal(minorUnits, UNIT_PRICE), UNIT_PRICE.scale + decimals, decimals);
}
