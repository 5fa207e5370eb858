import type { Currency } from '@purser/money';
import { decimal, minorUnits } from './figures.ts';

export type Ours = { total: number; tax: number; currency: Currency; contactId: string };
export type Theirs = { total: number; tax: number; currency: string; contactId: string };

/** What differs between our invoice and the record there, in words; nothing when they are the same to the unit. */
export function differences(ours: Ours, theirs: Theirs): string[] {
  const { currency } = ours;
  if (theirs.currency !== currency) return [`it is in ${theirs.currency} there and in ${currency} here`];
  const compare = (name: string, own: number, other: number) =>
    minorUnits(other, currency) === BigInt(own)
      ? []
      : [`its ${name} is ${other} there and ${decimal(BigInt(own), currency)} here`];
  return [
    ...compare('total', ours.total, theirs.total),
    ...compare('tax', ours.tax, theirs.tax),
    ...(ours.contactId === theirs.contactId ? [] : ['it belongs to another contact there']),
  ];
}
