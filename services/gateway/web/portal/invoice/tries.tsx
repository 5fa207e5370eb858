import { Card, DateText } from '@purser/ui';
import type { PortalAutopayModel } from '../../../src/api/models/dunning.ts';
import { useRead } from '../../shared/api/reads.ts';
import { methodName } from '../../shared/methods/methodWords.ts';

/** How far it is with charging this invoice by itself, in words that a payer may read over anybody's shoulder. */
export function Tries({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead<PortalAutopayModel>(`/portal/invoices/${invoiceId}/autopay`);
  if (!data || (data.tries.length === 0 && !(data.on && data.nextOn))) return null;
  return (
    <Card title="Automatic payment">
      <div className="flex flex-col gap-3">
        {data.on && data.nextOn && (
          <p className="text-ink-2 text-sm">
            {data.tries.length === 0 ? 'Charged to your card on ' : 'Tried again on '}
            <DateText date={data.nextOn} className="font-medium" />, unless you pay before.
          </p>
        )}
        {data.wants && <p className="text-ink-2 text-sm">{wants[data.wants]}</p>}
        <ul className="divide-y divide-line">
          {data.tries.map(({ at, outcome, decline, brand, last4 }) => (
            <li key={at} className="flex flex-col gap-0.5 py-2 text-sm last:pb-0">
              <span className="flex flex-wrap justify-between gap-x-4">
                <span className="text-ink-2">
                  <DateText at={at} />
                </span>
                <span className="text-ink-3">{methodName({ type: 'card', brand, last4 })}</span>
              </span>
              <span>
                {outcome === 'succeeded' && 'Paid.'}
                {outcome === null && 'Under way.'}
                {decline?.title}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

const wants: Record<NonNullable<PortalAutopayModel['wants']>, string> = {
  authenticate: 'Nothing was taken yet. Continue above, and follow your bank’s steps.',
  card: 'Your card could not be charged. Pay with another one here, or add a new card under Cards.',
};
