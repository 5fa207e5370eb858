import { Card, CopyText, DateText, ErrorState, Link, Money, Skeleton } from '@purser/ui';
import type { PaymentModel } from '../../../../src/api/models/payment.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { routes } from '../../routes.ts';

/** The payments of an invoice that came through Stripe, with Stripe's own names for them. Tries that were declined stand in the timeline. */
export function PaymentsCard({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useRead<{ data: PaymentModel[] }>('/payments', {
    query: { invoice: invoiceId, limit: 50 },
  });
  return (
    <Card title="Payments through Stripe" flush>
      {data ? (
        data.data.length === 0 ? (
          <p className="px-4 pb-4 text-ink-3 sm:px-5">
            None yet. Declined tries and other payments stand in the timeline.
          </p>
        ) : (
          <ul className="border-line border-t">
            {data.data.map((payment) => (
              <PaymentRow key={payment.id} payment={payment} />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} doing="load the payments" onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="px-4 pb-4 sm:px-5">
          <Skeleton className="h-10" />
        </div>
      )}
    </Card>
  );
}

function PaymentRow({
  payment: { id, amount, fee, settledCurrency, receivedAt, paymentIntentId, chargeId },
}: {
  payment: PaymentModel;
}) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="min-w-0">
        <Link href={routes.payment(id)} className="font-medium hover:underline">
          <DateText at={receivedAt} />
        </Link>
        <div className="flex flex-wrap gap-x-4 text-ink-3">
          <CopyText text={paymentIntentId} label="the PaymentIntent’s id" />
          {chargeId && <CopyText text={chargeId} label="the charge’s id" />}
        </div>
      </div>
      <div className="sm:text-right">
        <Money amount={amount.amount} currency={amount.currency} className="block font-medium" />
        <span className="block text-ink-3 text-xs">
          {fee === null || settledCurrency === null ? (
            'Fee not known yet'
          ) : (
            <>
              Fee <Money amount={fee} currency={settledCurrency} />
            </>
          )}
        </span>
      </div>
    </li>
  );
}
