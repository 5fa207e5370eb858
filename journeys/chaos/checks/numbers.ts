import { type Check, each, together } from './check.ts';

export const numbersGapless: Check = {
  promise: 'numbers of invoices and credit notes have no gap and no repeat, per tenant and series',
  find: ({ invoices, creditNotes, series }) =>
    together(
      ...series.map(({ tenant, kind, prefix, next }) => {
        const of: { tenant: string; number: string | null }[] = kind === 'invoice' ? invoices : creditNotes;
        const numbers = of.filter((one) => one.tenant === tenant).flatMap(({ number }) => number ?? []);
        const used = Map.groupBy(numbers, (number) => placeOf(number, prefix));
        const places = Array.from({ length: next - 1 }, (_, i) => i + 1);
        return together(
          each(places, (place) => {
            const count = used.get(place)?.length ?? 0;
            return count !== 1 && `${tenant} ${prefix}${place}: used ${count} times`;
          }),
          each(
            used.keys(),
            (place) => !(place > 0 && place < next) && `${tenant} ${used.get(place)}: the series stands at ${next}`,
          ),
        );
      }),
    ),
};

/** Not a number for one that is not of the series. */
function placeOf(number: string, prefix: string): number {
  return number.startsWith(prefix) ? Number(number.slice(prefix.length)) : Number.NaN;
}
