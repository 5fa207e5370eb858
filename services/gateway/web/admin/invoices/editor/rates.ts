import type { Tax } from './draft.ts';

const rate = (name: string, percent: string, kind?: Tax['kind']): Tax =>
  withId({ name, percent, inclusive: false, ...(kind && { kind }) });

const reverseCharge = (name: string) => rate(name, '0', 'reverseCharge');

/** The rates in common use where a tenant is at home, to begin with. What else a tenant uses is learned from its invoices. */
const byCountry: Readonly<Record<string, readonly Tax[]>> = {
  GB: [rate('VAT', '20'), rate('VAT', '5'), rate('Zero-rated', '0'), rate('VAT', '0', 'exempt'), reverseCharge('VAT')],
  IE: [rate('VAT', '23'), rate('VAT', '13.5'), rate('VAT', '9'), rate('VAT', '0', 'exempt'), reverseCharge('VAT')],
  DE: [rate('USt.', '19'), rate('USt.', '7'), rate('USt.', '0', 'exempt'), reverseCharge('USt.')],
  AT: [rate('USt.', '20'), rate('USt.', '10'), rate('USt.', '0', 'exempt'), reverseCharge('USt.')],
  FR: [rate('TVA', '20'), rate('TVA', '10'), rate('TVA', '5.5'), rate('TVA', '0', 'exempt'), reverseCharge('TVA')],
  NL: [rate('BTW', '21'), rate('BTW', '9'), rate('BTW', '0', 'exempt'), reverseCharge('BTW')],
};

/** Names a rate after what it is, so that the same rate has the same id on every invoice. */
export function withId(tax: Omit<Tax, 'id'>): Tax {
  const words = [tax.name, tax.percent, tax.inclusive && 'incl', tax.kind].filter(Boolean).join(' ');
  const id = words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { ...tax, id: id.slice(0, 60) || 'tax' };
}

/** The rates to offer: those used lately, those on this invoice, and the usual ones of the country; each once. */
export function ratesOf(country: string | undefined, used: readonly Tax[], onInvoice: readonly Tax[]): readonly Tax[] {
  const all = [
    ...onInvoice,
    ...used,
    ...(country && Object.hasOwn(byCountry, country) ? (byCountry[country] ?? []) : []),
  ];
  return all.filter((tax, at) => all.findIndex(({ id }) => id === tax.id) === at);
}

const PLACE = 'purser.rates.';
const MOST = 12;

/** Rates that this browser used for a tenant, the latest first. */
export function rememberedRates(shelf: Pick<Storage, 'getItem'>, tenantId: string): readonly Tax[] {
  try {
    const found: unknown = JSON.parse(shelf.getItem(PLACE + tenantId) ?? '[]');
    return Array.isArray(found) ? found.filter(isTax) : [];
  } catch {
    return [];
  }
}

export function rememberRates(
  shelf: Pick<Storage, 'getItem' | 'setItem'>,
  tenantId: string,
  taxes: readonly Tax[],
): void {
  const all = [...taxes, ...rememberedRates(shelf, tenantId)];
  const once = all.filter((tax, at) => all.findIndex(({ id }) => id === tax.id) === at).slice(0, MOST);
  try {
    shelf.setItem(PLACE + tenantId, JSON.stringify(once));
  } catch {
    // Only a convenience is lost.
  }
}

function isTax(value: unknown): value is Tax {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'percent' in value &&
    typeof value.percent === 'string' &&
    'inclusive' in value &&
    typeof value.inclusive === 'boolean'
  );
}
