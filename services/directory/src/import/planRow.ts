import type { directory as contract } from '@purser/contracts';
import type { Change } from '../store/changeCustomer.ts';
import type { Problem, RowFields } from './readImportRow.ts';

type Field = contract.ImportField;
/** A customer as they are, all of it. */
export type Whole = Omit<Change, 'currency' | 'terms_days'> & {
  currency: string | null;
  terms_days: number | null;
  revision: number;
};

/** What a customer becomes by a row: what the row says nothing of stays. */
export function merged({ revision, ...whole }: Whole, fields: RowFields): Change {
  const { currency, terms_days, tags, ...rest } = fields;
  return {
    ...whole,
    ...rest,
    currency: currency ?? whole.currency,
    terms_days: terms_days ?? whole.terms_days,
    // A table adds labels and takes none away.
    tags: [...new Set([...(whole.tags ?? []), ...(tags ?? [])])].sort(),
    revision,
  };
}

const addressParts = ['line1', 'line2', 'city', 'region', 'postcode', 'country'] as const;
const plainParts = ['name', 'email', 'phone', 'currency', 'language', 'taxNumber', 'poNumber', 'notes'] as const;

/** Which columns would be another. */
export function changesOf(before: Whole, after: Change): Field[] {
  const changes: Field[] = plainParts.filter((part) => (before[part] ?? null) !== (after[part] ?? null));
  const [was, is]: Record<string, unknown>[] = [{ ...before.address }, { ...after.address }];
  changes.push(...addressParts.filter((part) => was?.[part] !== is?.[part]));
  if (before.terms_days !== after.terms_days) changes.push('termsDays');
  if ((before.tags ?? []).join() !== (after.tags ?? []).join()) changes.push('tags');
  return changes;
}

/** What a new customer needs. */
export function missingOf({ name, email }: RowFields): Problem[] {
  return [
    ...(name === undefined ? [{ field: 'name', message: 'A new customer needs a name.' }] : []),
    ...(email === undefined ? [{ field: 'email', message: 'A new customer needs a mail address.' }] : []),
  ];
}
