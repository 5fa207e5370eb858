import { Badge, Card, ErrorState, Link, Skeleton } from '@purser/ui';
import { Check, Circle } from 'lucide-react';
import type { GoLiveModel } from '../../../../src/api/models/stripe.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { safeHref } from '../../routes.ts';

/** What is to be there before real money is taken; each item is done, or leads to where it is. */
export function GoLiveCard() {
  const { data, error, refetch } = useRead<GoLiveModel>('/stripe/go-live');
  return (
    <Card title="Before you go live" aside={data?.ready && <Badge tone="success">All done</Badge>} flush>
      {data ? (
        <ol className="border-line border-t">
          {data.items.map(({ id, title, text, done, href }) => (
            <li
              key={id}
              className="flex items-start gap-3 border-line border-b px-4 py-2.5 text-sm last:border-b-0 sm:px-5"
            >
              {done ? (
                <Check aria-label="Done" size={16} className="mt-0.5 shrink-0 text-green" />
              ) : (
                <Circle aria-label="To do" size={16} className="mt-0.5 shrink-0 text-ink-3" />
              )}
              <span className="min-w-0">
                {done ? <span>{title}</span> : <Link href={safeHref(href) ?? '/admin'}>{title}</Link>}
                <span className="block break-words text-ink-3 text-xs">{text}</span>
              </span>
            </li>
          ))}
        </ol>
      ) : error ? (
        <ErrorState error={error} doing="load what is to be done" onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="px-4 pb-4 sm:px-5">
          <Skeleton className="h-40" />
        </div>
      )}
    </Card>
  );
}
