import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import type { Tax } from './draft.ts';

/** Names a rate that is the line's own after what it is, so that the same rate has the same id on every invoice. */
export function withId(tax: Omit<Tax, 'id'>): Tax {
  const words = [tax.name, tax.percent, tax.inclusive && 'incl', tax.kind].filter(Boolean).join(' ');
  const id = words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { ...tax, id: id.slice(0, 60) || 'tax' };
}

/** A rate of the tenant's as a line bears it. */
export function taxOf({ id, name, percent, inclusive, kind }: TaxRateModel): Tax {
  return { id, name, percent, inclusive, ...(kind !== 'standard' && { kind }) };
}

/** Of a line's taxes the first of the tenant's rates that does not hold today: nothing can be issued under it. */
export function lapsedRate(stored: readonly TaxRateModel[], taxes: readonly Tax[]): TaxRateModel | undefined {
  return stored.find(({ id, state }) => state !== 'valid' && taxes.some((tax) => tax.id === id));
}

/** The rates to offer: the tenant's that are valid today, and those on this invoice, each once. */
export function ratesOf(stored: readonly TaxRateModel[], onInvoice: readonly Tax[]): readonly Tax[] {
  const all = [...stored.filter(({ state }) => state === 'valid').map(taxOf), ...onInvoice];
  return all.filter((tax, at) => all.findIndex(({ id }) => id === tax.id) === at);
}
