import { ErrorState, PageHeader, Skeleton } from '@purser/ui';
import type { ReconciliationModel } from '../../../src/api/models/reconciliation.ts';
import { useRead } from '../../shared/api/reads.ts';
import { useToday } from '../../shared/useToday.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { LookCard } from './lookCard.tsx';
import { OrphansCard } from './orphansCard.tsx';
import { ProofsCard } from './proofsCard.tsx';

const SOON_MS = 2_000;

/** Whether Stripe and Purser agree: what is looked at by the clock, what waits for a decision, and proofs of periods. */
export function ReconciliationPage() {
  useTitle('Reconciliation');
  const today = useToday();
  const mayProve = useCan('bill');
  const { data, error, refetch } = useRead<ReconciliationModel>('/reconciliation', {
    refetchEvery_ms: (known) =>
      known?.accounts.some(({ events, objects }) => events.running || objects.running) ? SOON_MS : 5_000,
  });
  return (
    <>
      <PageHeader
        title="Reconciliation"
        subtitle="Whether Stripe, Purser and the journal agree."
        back={{ href: routes.payments, label: 'Payments' }}
      />
      <div className="flex min-w-0 flex-col gap-5">
        <OrphansCard />
        {data ? (
          data.accounts.map((each) => <LookCard key={`${each.mode} ${each.account}`} of={each} />)
        ) : error ? (
          <ErrorState error={error} doing="load when Stripe was looked at" onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-48 w-full" />
        )}
        {mayProve && <ProofsCard today={today} />}
      </div>
    </>
  );
}
