import { Badge, Card, Money } from '@purser/ui';
import type { QuoteModel } from '../../../src/api/models/quote.ts';

const settled: readonly QuoteModel['status'][] = ['accepted', 'converted'];

/** What is offered, line by line: what may be left out, and what the customer chose. */
export function QuoteLines({ quote: { lines, currency, status } }: { quote: QuoteModel }) {
  const isChosen = settled.includes(status);
  const isTaxed = lines.some(({ taxes }) => taxes.length > 0);
  return (
    <Card title="Lines" aside={isTaxed && <span className="text-ink-3 text-xs">With tax</span>} flush>
      <ul className="border-line border-t">
        {lines.map(({ id, description, quantity, unitAmount, optional, chosen, total }) => (
          <li
            key={id}
            className="flex items-start justify-between gap-4 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="min-w-0 break-words">{description}</span>
                {optional && <Badge tone={chosen ? 'success' : 'neutral'}>{wordOf(chosen, isChosen)}</Badge>}
              </p>
              <p className="text-ink-3 text-xs">
                {quantity} × <Money amount={unitAmount} currency={currency} />
              </p>
            </div>
            <Money
              amount={total}
              currency={currency}
              className={optional && !chosen ? 'text-ink-3 line-through' : 'font-medium'}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function wordOf(chosen: boolean, isChosen: boolean): string {
  if (isChosen) return chosen ? 'Chosen' : 'Not chosen';
  return chosen ? 'Optional, ticked' : 'Optional';
}
