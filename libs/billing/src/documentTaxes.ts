import { addRationals, type Rational, type RoundingMode, rational, round } from '@purser/money';
import { smaller, total } from './amounts.ts';
import type { TaxRate } from './invoiceInput.ts';
import { type Claim, shareOut } from './shareOut.ts';
import { chargedPercent, containedPercent, exactExclusiveTax, exactInclusiveTax, ratesInOrder } from './taxRules.ts';
import type { WhyGiven } from './why.ts';

type PricedLine = { readonly price: bigint; readonly taxes: readonly TaxRate[] };
type DocumentTax = WhyGiven['documentTaxes'][number];

/**
 * Tax rounded once per rate for the whole document, and given back to the lines by largest remainder, so that the lines
 * add up to the document. Returns, for each line, what its reckoning needs to know.
 *
 * Inclusive tax never exceeds what is left of a line's price. Several inclusive rates on very small prices could ask for
 * more (three rates of 100 percent in a price of 2); the rate named last then gets what is left.
 */
export function documentTaxes(lines: readonly PricedLine[], mode: RoundingMode): DocumentTax[][] {
  const decided: DocumentTax[][] = lines.map(() => []);
  const nets = lines.map((line) => line.price);
  const charging = ratesInOrder(lines).filter((rate) => (rate.kind ?? 'standard') === 'standard');
  const contained = lines.map((line) => containedPercent(line.taxes));
  const inclusiveFirst = [...charging.filter((rate) => rate.inclusive), ...charging.filter((rate) => !rate.inclusive)];

  for (const rate of inclusiveFirst) {
    const percent = chargedPercent(rate);
    const bearing = lines.flatMap((line, index) => (line.taxes.some(({ id }) => id === rate.id) ? [index] : []));
    const claims = bearing.map((index): Claim => {
      const left = nets[index] ?? 0n;
      if (!rate.inclusive) return { exact: exactExclusiveTax(left, percent) };
      return { exact: exactInclusiveTax(lines[index]?.price ?? 0n, percent, contained[index] ?? 0n), room: left };
    });
    const tax = roundedTax(claims, mode);
    shareOut(tax, claims).forEach(({ units, extra }, position) => {
      const index = bearing[position] ?? 0;
      decided[index]?.push({ rateId: rate.id, total: String(tax), extra: String(extra) });
      if (rate.inclusive) nets[index] = (nets[index] ?? 0n) - units - extra;
    });
  }
  return decided;
}

function roundedTax(claims: readonly Claim[], mode: RoundingMode): bigint {
  const tax = round(sumOfExact(claims), mode);
  const rooms = claims.flatMap(({ room }) => (room === undefined ? [] : [room]));
  return rooms.length === 0 ? tax : smaller(tax, total(rooms));
}

/** Adds fractions of one denominator first: few lines differ in it, and the sum of many unlike ones grows long. */
function sumOfExact(claims: readonly Claim[]): Rational {
  const numerators = new Map<bigint, bigint>();
  for (const { exact } of claims) {
    numerators.set(exact.denominator, (numerators.get(exact.denominator) ?? 0n) + exact.numerator);
  }
  let sum = rational(0n);
  for (const [denominator, numerator] of numerators) sum = addRationals(sum, rational(numerator, denominator));
  return sum;
}
