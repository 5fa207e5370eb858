import { Button, Card, CopyText, DateText, EmptyState, ErrorState, Link, Money, StatusBadge } from '@purser/ui';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { OrphanModel } from '../../../src/api/models/reconciliation.ts';
import { useRead } from '../../shared/api/reads.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { SettleDialog } from './settleDialog.tsx';
import { actionWords, kindWords, type OrphanAction } from './words.ts';

type Page = { data: OrphanModel[]; next: string | null };

/** What does not match and waits for a decision; on demand also what was decided. */
export function OrphansCard() {
  const [all, setAll] = useState(false);
  const trail = useTrail(`orphans ${all}`);
  const { data, error, refetch } = useRead<Page>('/orphans', {
    query: { open: all ? undefined : 'true', after: trail.cursor, limit: 25 },
    keep: true,
    refetchEvery_ms: 5_000,
  });
  if (error && !data)
    return <ErrorState error={error} doing="load what does not match" onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton />;
  return (
    <Card
      flush
      title="What does not match"
      aside={
        <Button size="small" variant="ghost" onClick={() => setAll(!all)}>
          {all ? 'Only what waits' : 'Show decided ones too'}
        </Button>
      }
    >
      {data.data.length === 0 ? (
        <EmptyState
          icon={<CircleCheck size={18} />}
          title="Everything matches"
          text="What Stripe has and Purser lacks, or the other way round, stands here with what can be done about it."
        />
      ) : (
        <ul className="border-line border-t">
          {data.data.map((orphan) => (
            <OrphanRow key={orphan.id} orphan={orphan} />
          ))}
        </ul>
      )}
      <div className="px-4 py-2 empty:hidden sm:px-5">
        <Turner trail={trail} next={data.next} />
      </div>
    </Card>
  );
}

function OrphanRow({ orphan }: { orphan: OrphanModel }) {
  const { kind, stripeId, invoiceId, atStripe, here, detail, advice, status, actions, reason, problem, foundAt } =
    orphan;
  const mayBill = useCan('bill');
  const [asked, setAsked] = useState<OrphanAction>();
  return (
    <li className="flex flex-col gap-2 border-line border-b px-4 py-4 last:border-b-0 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <span className="flex flex-wrap items-center gap-2 font-medium">
            {kindWords(kind)} <StatusBadge status={status} />
          </span>
          <span className="block break-words text-ink-2">{detail}</span>
          <span className="flex flex-wrap gap-x-4 text-ink-3 text-sm">
            <span>
              Found <DateText at={foundAt} />
            </span>
            {stripeId && <CopyText text={stripeId} label="Stripe’s id" />}
            {invoiceId && (
              <Link href={routes.invoice(invoiceId)} className="hover:underline">
                The invoice it names
              </Link>
            )}
          </span>
        </div>
        <dl className="grid grid-cols-[auto_auto] gap-x-3 text-sm sm:text-right">
          <dt className="text-ink-3">At Stripe</dt>
          <dd className="figures">{atStripe ? <Money {...atStripe} /> : 'nothing'}</dd>
          <dt className="text-ink-3">Here</dt>
          <dd className="figures">{here ? <Money {...here} /> : 'nothing'}</dd>
        </dl>
      </div>
      <p className="text-ink-2 text-sm">{reason ?? advice}</p>
      {problem && <p className="text-red text-sm">Stripe refused the last try: {problem}</p>}
      {mayBill && actions.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {actions.map((action, at) => (
            <Button
              key={action}
              size="small"
              variant={at === 0 && action !== 'ignore' ? 'primary' : 'secondary'}
              onClick={() => setAsked(action)}
            >
              {actionWords[action].verb}
            </Button>
          ))}
        </div>
      )}
      {asked && <SettleDialog orphan={orphan} action={asked} onClose={() => setAsked(undefined)} />}
    </li>
  );
}
