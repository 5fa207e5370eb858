import { Money } from '@purser/ui';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { inAllOf } from './figures.ts';

/** What this month's figure is in all currencies together, and which have no rate to be added by. */
export function InAll({ dashboard, of }: { dashboard: DashboardModel; of: 'billed' | 'collected' }) {
  const sum = inAllOf(dashboard, of);
  if (!sum) return null;
  const { amount, currency, withoutRate } = sum;
  return (
    <>
      {amount !== null && (
        <>
          ≈ <Money amount={amount} currency={currency} /> in all
        </>
      )}
      {withoutRate.length > 0 && (
        <span className="text-amber">
          {amount === null ? 'No' : ', no'} rate for {withoutRate.join(', ')}
        </span>
      )}
    </>
  );
}
