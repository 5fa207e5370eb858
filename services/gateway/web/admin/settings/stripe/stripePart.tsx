import { ErrorState, Notice, Skeleton } from '@purser/ui';
import type { StripeModel } from '../../../../src/api/models/stripe.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { GoLiveCard } from './goLiveCard.tsx';
import { KeepEventsCard } from './keepEventsCard.tsx';
import { ModeCard } from './modeCard.tsx';

/** Keys and webhook endpoints, test and live side by side; which one is in use; what is to be there before real money. */
export function StripePart() {
  const { data, error, refetch } = useRead<StripeModel>('/stripe');
  if (error && !data)
    return <ErrorState error={error} doing="load the Stripe settings" onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div aria-busy className="grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    );
  const { inUse, modes, sandbox, keepEvents_days } = data;
  return (
    <div className="flex min-w-0 max-w-6xl flex-col gap-5">
      {!inUse ? (
        <Notice tone="warning" title="Nobody can pay by card yet">
          Copy a pair of keys from Stripe’s dashboard, Developers, API keys. Test keys first: nothing real happens with
          them.
        </Notice>
      ) : (
        inUse.mode === 'test' &&
        !sandbox && (
          <Notice tone="warning" title="Test mode is in use">
            Payments look real to your customers, and no money moves.
          </Notice>
        )
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
        {modes.map((mode) => (
          <div key={mode.mode} className="flex min-w-0 flex-col gap-5">
            <ModeCard mode={mode} inUse={inUse} sandbox={sandbox} />
            {mode.mode === 'live' && (
              <>
                <GoLiveCard />
                <KeepEventsCard key={keepEvents_days} days={keepEvents_days} />
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
