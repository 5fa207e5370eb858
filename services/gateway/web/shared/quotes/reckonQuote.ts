import { chooseLines, computeTotals, type Discount, type QuoteInput, type TaxRate } from '@purser/billing';
import { isCurrency } from '@purser/money';

type Off = { percent: string } | { amount: number } | null;

/** What the API tells of a quote, as far as it decides what a choice comes to. */
export type OfferedQuote = {
  currency: string;
  rounding: 'line' | 'document';
  discount: Off;
  lines: readonly {
    id: string;
    description: string;
    quantity: string;
    unitAmount: number;
    discount: Off;
    taxes: readonly TaxRate[];
    optional: boolean;
    chosen: boolean;
  }[];
};

/** The optional lines that are ticked before anybody chooses. */
export function tickedIn({ lines }: Pick<OfferedQuote, 'lines'>): ReadonlySet<string> {
  return new Set(lines.filter(({ optional, chosen }) => optional && chosen).map(({ id }) => id));
}

/**
 * What a choice of the optional lines comes to, by the functions the server uses: minor units, tax included. It is a preview, and what
 * the server says counts. Null when nothing is chosen.
 */
export function reckonQuote(quote: OfferedQuote, chosen: ReadonlySet<string>): number | null {
  const input = inputOf(quote);
  const invoice = input && chooseLines(input, chosen);
  return invoice && invoice.lines.length > 0 ? Number(computeTotals(invoice).total) : null;
}

function inputOf({ currency, rounding, discount, lines }: OfferedQuote): QuoteInput | null {
  if (!isCurrency(currency)) return null;
  const off = discountIn(discount);
  return {
    ...{ currency, rounding, roundingMode: 'halfUp' },
    ...(off && { discount: off }),
    lines: lines.map(({ id, description, quantity, unitAmount, discount: lineOff, taxes, optional }) => {
      const less = discountIn(lineOff);
      return {
        ...{ id, description, quantity, taxes, optional },
        unitAmount: BigInt(unitAmount),
        ...(less && { discount: less }),
      };
    }),
  };
}

function discountIn(discount: Off): Discount | undefined {
  if (!discount) return undefined;
  return 'amount' in discount ? { amount: BigInt(discount.amount) } : discount;
}
