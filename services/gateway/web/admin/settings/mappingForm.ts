import type { ConnectionModel, MappingBody } from '../../../src/api/models/accounting.ts';

/** `rates` have ids of their own, since two may be empty at once. */
export type MappingForm = {
  salesAccount: string;
  paymentAccount: string;
  rates: readonly { id: string; percent: string; type: string }[];
};
export type MappingWritten = { ok: true; body: MappingBody } | { ok: false; faults: Readonly<Record<string, string>> };

export function formOfMapping(mapping: ConnectionModel['mapping']): MappingForm {
  const rates = Object.entries(mapping?.taxTypes ?? { 20: '' }).map(([percent, type]) => ({
    id: percent,
    percent,
    type,
  }));
  return { salesAccount: mapping?.salesAccount ?? '', paymentAccount: mapping?.paymentAccount ?? '', rates };
}

/** What the API takes, or what is wrong by field. A rate left empty is none. */
export function bodyOfMapping({ salesAccount, paymentAccount, rates }: MappingForm): MappingWritten {
  const faults: Record<string, string> = {};
  const taxTypes: Record<string, string> = {};
  if (salesAccount.trim() === '') faults.salesAccount = 'Enter the code of the account.';
  if (paymentAccount.trim() === '') faults.paymentAccount = 'Enter the code of the account.';
  for (const { id, percent, type } of rates) {
    const key = percent.trim().replace(',', '.');
    if (key === '' && type.trim() === '') continue;
    if (!/^\d{1,3}(\.\d{1,4})?$/.test(key)) faults[`percent.${id}`] = 'As in 20.';
    else if (Object.hasOwn(taxTypes, key)) faults[`percent.${id}`] = 'It is there already.';
    if (type.trim() === '') faults[`type.${id}`] = 'Enter Xero’s tax type.';
    taxTypes[key] = type.trim();
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, body: { salesAccount: salesAccount.trim(), paymentAccount: paymentAccount.trim(), taxTypes } };
}
