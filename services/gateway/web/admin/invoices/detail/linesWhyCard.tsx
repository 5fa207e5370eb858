import { Card, Money } from '@purser/ui';
import { ChevronRight } from 'lucide-react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';

/** Each line with what it comes to; opened, it says why. */
export function LinesWhyCard({ invoice: { lines, currency } }: { invoice: InvoiceModel }) {
  const isTaxed = lines.some(({ taxes }) => taxes.length > 0);
  return (
    <Card
      title="Lines"
      aside={<span className="text-ink-3 text-xs">{isTaxed && 'With tax. '}Open a line to see why</span>}
      flush
    >
      <ul className="border-line border-t">
        {lines.map((line) => (
          <li key={line.id} className="border-line border-b last:border-b-0">
            <details className="group">
              <summary className="flex list-none items-start gap-3 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5 [&::-webkit-details-marker]:hidden">
                <ChevronRight
                  aria-hidden
                  size={16}
                  className="mt-0.5 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
                />
                <span className="min-w-0 flex-1">
                  <span className="block break-words">{line.description}</span>
                  <span className="figures block text-ink-3 text-xs">
                    {line.quantity} × <Money amount={line.unitAmount} currency={currency} />
                  </span>
                </span>
                <span className="sr-only">Why this amount: </span>
                <Money amount={line.total} currency={currency} className="font-medium" />
              </summary>
              <ol className="flex flex-col gap-1 px-4 pb-4 pl-11 text-ink-2 text-sm sm:px-5 sm:pl-12">
                {line.why.map((sentence, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: sentences stand where they stand, and two may be alike
                  <li key={at} className="figures break-words">
                    {sentence}
                  </li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}
