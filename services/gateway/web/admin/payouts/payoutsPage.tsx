import { Card, DateText, EmptyState, ErrorState, Link, Money, PageHeader, StatusBadge } from '@purser/ui';
import { Landmark } from 'lucide-react';
import type { PayoutModel } from '../../../src/api/models/reconciliation.ts';
import { useRead } from '../../shared/api/reads.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { badgeOf, partsWords } from './payoutWords.ts';

type Page = { data: PayoutModel[]; next: string | null };

/** What Stripe sends to the bank, the newest first. */
export function PayoutsPage() {
  useTitle('Payouts');
  const trail = useTrail('payouts');
  const { data, error, refetch } = useRead<Page>('/payouts', {
    query: { after: trail.cursor, limit: 25 },
    keep: true,
  });
  return (
    <>
      <PageHeader
        title="Payouts"
        subtitle="What Stripe sends to your bank, and what is in it."
        back={{ href: routes.payments, label: 'Payments' }}
      />
      {data ? (
        <div className="flex flex-col gap-4">
          {data.data.length === 0 ? (
            <EmptyState
              icon={<Landmark size={18} />}
              title="No payouts yet"
              text="When Stripe sends money to your bank, the payout stands here with the payments it is made of."
            />
          ) : (
            <Card flush>
              <ul>
                {data.data.map((payout) => (
                  <PayoutRow key={payout.id} payout={payout} />
                ))}
              </ul>
            </Card>
          )}
          <Turner trail={trail} next={data.next} />
        </div>
      ) : error ? (
        <ErrorState error={error} doing="load the payouts" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function PayoutRow({ payout }: { payout: PayoutModel }) {
  const { id, amount, arrivesOn, parts, partsState, failure } = payout;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <Link href={routes.payout(id)} className="font-medium hover:underline">
            <DateText date={arrivesOn} />
          </Link>
          <StatusBadge status={badgeOf(payout)} />
        </span>
        <span className="block text-ink-3 text-sm">
          {parts > 0 && `${parts} ${parts === 1 ? 'part' : 'parts'}. `}
          <span className={partsState === 'differs' ? 'text-red' : undefined}>{partsWords(payout)}</span>
        </span>
        {failure && <span className="block text-red text-sm">{failure.replaceAll('_', ' ')}</span>}
      </span>
      <Money amount={amount.amount} currency={amount.currency} className="font-medium" />
    </li>
  );
}
