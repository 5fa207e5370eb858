import { Card, DateText, Link, Money, StatusBadge } from '@purser/ui';
import type { QuoteModel } from '../../../src/api/models/quote.ts';
import { routes } from '../routes.ts';

/** All versions of a quote, the newest first. */
export function VersionsCard({ quote: { id, versions } }: { quote: QuoteModel }) {
  return (
    <Card title="Versions" flush>
      <ul className="border-line border-t">
        {versions.toReversed().map((each) => (
          <li
            key={each.id}
            className="flex items-center justify-between gap-3 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
          >
            <span className="min-w-0">
              {each.id === id ? (
                <span aria-current="true" className="font-medium">
                  Version {each.version}
                </span>
              ) : (
                <Link href={routes.quote(each.id)} className="text-brand-text hover:underline">
                  Version {each.version}
                </Link>
              )}
              <span className="block text-ink-3 text-xs">
                {each.sentOn ? <DateText date={each.sentOn} /> : 'Not sent'} · <Money {...each.total} />
              </span>
            </span>
            <StatusBadge status={each.status} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
