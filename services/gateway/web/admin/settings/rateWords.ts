import type { UsualRate } from '@purser/billing';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';

type Named = Pick<TaxRateModel, 'name' | 'percent' | 'kind'>;

/** @example rateName({ name: 'VAT', percent: '20', kind: 'standard' }) === 'VAT 20%' */
export function rateName({ name, percent, kind }: Named): string {
  if (kind === 'reverseCharge') return `${name}, reverse charge`;
  return kind === 'exempt' ? `${name}, exempt` : `${name} ${percent}%`;
}

/** When it is valid, in words; nothing of one that always was and will be. */
export function daysOf({ validFrom, validUntil }: Pick<TaxRateModel, 'validFrom' | 'validUntil'>): string {
  if (validFrom && validUntil) return `${validFrom} to ${validUntil}`;
  if (validFrom) return `from ${validFrom}`;
  return validUntil ? `until ${validUntil}` : '';
}

/** The usual rates that the list has not, whatever they are called there. Ended ones count as not there. */
export function missingOf(usual: readonly UsualRate[], list: readonly TaxRateModel[]): UsualRate[] {
  return usual.filter(
    ({ percent, kind }) =>
      !list.some((rate) => rate.state !== 'ended' && rate.kind === kind && rate.percent === percent),
  );
}
