import type { ConnectionModel, MappingBody } from '../../../src/api/models/accounting.ts';

/** As in the settings of tax rates. */
export const taxKinds = [
  { value: 'standard', label: 'Charged' },
  { value: 'exempt', label: 'Exempt' },
  { value: 'reverseCharge', label: 'Reverse charge' },
] as const;
export type TaxKind = (typeof taxKinds)[number]['value'];

/** `rates` have ids of their own, since two may be empty at once. */
export type MappingForm = {
  salesAccount: string;
  paymentAccount: string;
  rates: readonly { id: string; kind: TaxKind; percent: string; type: string }[];
};
export type MappingWritten = { ok: true; body: MappingBody } | { ok: false; faults: Readonly<Record<string, string>> };

/** Each kind is shown: zero-rated, exempt and reverse charge are all 0 %, and stand apart on a VAT return. */
export function formOfMapping(mapping: ConnectionModel['mapping']): MappingForm {
  const stored = Object.entries(mapping?.taxTypes ?? { 20: '' }).map(([id, type]) => ({ id, ...kindOf(id), type }));
  const unset = (['exempt', 'reverseCharge'] as const)
    .filter((kind) => !stored.some((rate) => rate.kind === kind))
    .map((kind) => ({ id: kind, kind, percent: '0', type: '' }));
  const rates = [...stored, ...unset].sort((a, b) => placeOf(a.kind) - placeOf(b.kind));
  return { salesAccount: mapping?.salesAccount ?? '', paymentAccount: mapping?.paymentAccount ?? '', rates };
}

/** `exempt:0` is exempt at 0 %; a percent alone is charged. */
function kindOf(key: string): { kind: TaxKind; percent: string } {
  const [first = '', second] = key.split(':');
  if (second === undefined) return { kind: 'standard', percent: first };
  return { kind: taxKindOf(first), percent: second };
}

export const taxKindOf = (text: string): TaxKind => taxKinds.find(({ value }) => value === text)?.value ?? 'standard';
const placeOf = (kind: TaxKind) => taxKinds.findIndex(({ value }) => value === kind);

/** What the API takes, or what is wrong by field. A rate left empty is none, and a kind without a type is one not in use. */
export function bodyOfMapping({ salesAccount, paymentAccount, rates }: MappingForm): MappingWritten {
  const faults: Record<string, string> = {};
  const taxTypes: Record<string, string> = {};
  if (salesAccount.trim() === '') faults.salesAccount = 'Enter the code of the account.';
  if (paymentAccount.trim() === '') faults.paymentAccount = 'Enter the code of the account.';
  for (const { id, kind, percent, type } of rates) {
    const figure = percent.trim().replace(',', '.');
    if (type.trim() === '' && (figure === '' || kind !== 'standard')) continue;
    const key = kind === 'standard' ? figure : `${kind}:${figure}`;
    if (!/^\d{1,3}(\.\d{1,4})?$/.test(figure)) faults[`percent.${id}`] = 'As in 20.';
    else if (Object.hasOwn(taxTypes, key)) faults[`percent.${id}`] = 'It is there already.';
    if (type.trim() === '') faults[`type.${id}`] = 'Enter Xero’s tax type.';
    taxTypes[key] = type.trim();
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, body: { salesAccount: salesAccount.trim(), paymentAccount: paymentAccount.trim(), taxTypes } };
}
