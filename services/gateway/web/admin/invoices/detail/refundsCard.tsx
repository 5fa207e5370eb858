import { Button, Card, CopyText, DateText, ErrorState, Money, StatusBadge } from '@purser/ui';
import { useState } from 'react';
import type { RefundModel, StripeRefundsModel } from '../../../../src/api/models/refund.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { SettleRefundDialog } from '../dialogs/settleRefundDialog.tsx';
import { touchedByInvoice } from '../touched.ts';

/** What went back of the invoice's payments, and what waits for staff because it could not. */
export function RefundsCard({ invoiceId }: { invoiceId: string }) {
  const query = { invoice: invoiceId, limit: 50 };
  const { data, error, refetch } = useRead<{ data: RefundModel[] }>('/refunds', { query });
  const { data: atStripe } = useRead<StripeRefundsModel>(`/invoices/${invoiceId}/stripe-refunds`);
  if (error && !data)
    return (
      <Card title="Refunds">
        <ErrorState error={error} doing="load the refunds" onRetry={() => void refetch()} />
      </Card>
    );
  if (!data || data.data.length === 0) return null;
  return (
    <Card title="Refunds" flush>
      <ul className="border-line border-t">
        {data.data.map((refund) => (
          <RefundRow
            key={refund.id}
            refund={refund}
            atStripe={atStripe?.data.filter(({ refundId }) => refundId === refund.id) ?? []}
          />
        ))}
      </ul>
    </Card>
  );
}

/** Stripe's reasons (Refund.failure_reason) in words; one that nobody has put into words stands as it is. */
const failures: Readonly<Record<string, string>> = {
  expired_or_canceled_card: 'the card has expired or was cancelled.',
  lost_or_stolen_card: 'the card was reported lost or stolen.',
  insufficient_funds: 'your Stripe balance did not hold enough.',
  charge_for_pending_refund_disputed: 'the payment was disputed before the refund left.',
  declined: 'the bank declined it.',
  merchant_request: 'it was stopped at your request.',
};
/** Why it never left. */
const notSent: Record<string, string> = {
  noCardPayment: 'No card payment is left to send it back to.',
  notSendable: 'Stripe sends no amount as small as this.',
  more_permissions_required: 'Your Stripe key lacks a permission; Settings, Stripe names it. Then send it again.',
};
const failureWords = (failure: string | null): string =>
  failure === null
    ? 'Stripe does not say why.'
    : (failures[failure] ?? `Stripe says: ${failure.replaceAll('_', ' ')}.`);

/** How a refund stands as a whole. */
function standingOf({ amount, pending, failed, withdrawn }: RefundModel): string {
  if (failed > 0) return 'failed';
  if (pending > 0) return 'pending';
  return withdrawn === amount.amount ? 'withdrawn' : 'refunded';
}

function RefundRow({ refund, atStripe }: { refund: RefundModel; atStripe: StripeRefundsModel['data'] }) {
  const { amount, failed, failure, askedOn, withdrawn, settled } = refund;
  const mayBill = useCan('bill');
  const part = (words: string, value: number) =>
    value > 0 && (
      <span className="block text-ink-3 text-xs">
        <Money amount={value} currency={amount.currency} /> {words}
      </span>
    );
  return (
    <li className="flex flex-col gap-2 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2">
            <DateText date={askedOn} /> <StatusBadge status={standingOf(refund)} />
          </span>
          <span className="flex flex-wrap gap-x-4 text-ink-3">
            {atStripe.map(
              ({ stripeRefundId }) =>
                stripeRefundId && <CopyText key={stripeRefundId} text={stripeRefundId} label="the refund’s id" />,
            )}
          </span>
        </div>
        <div className="sm:text-right">
          <Money amount={amount.amount} currency={amount.currency} className="block font-medium" />
          {part('became credit', withdrawn)}
          {part('paid another way', settled)}
          {failed < amount.amount && part('could not be sent', failed)}
        </div>
      </div>
      {failed > 0 && (
        <p className="text-red text-xs">
          {notSent[failure ?? ''] ??
            `It came back: ${failureWords(failure)} Send it again, pay it another way, or keep it as the customer’s credit.`}
        </p>
      )}
      {failed > 0 && mayBill && <FailedActions refund={refund} />}
    </li>
  );
}

/** What can be done about a refund that could not be sent. */
function FailedActions({ refund }: { refund: RefundModel }) {
  const { id, invoice, customer, failure } = refund;
  const [settling, setSettling] = useState(false);
  const touched = () => [
    '/refunds',
    `/invoices/${invoice.id}/stripe-refunds`,
    ...touchedByInvoice(invoice.id, customer.id),
  ];
  const retry = useChange<void>(
    () => ({ method: 'POST', path: `/refunds/${id}/retry`, intent: `retry ${id}` }),
    touched,
  );
  const withdraw = useChange<void>(
    () => ({ method: 'POST', path: `/refunds/${id}/withdraw`, intent: `withdraw ${id}` }),
    touched,
  );
  const run = (change: typeof retry, done: string, doing: string) => async () => {
    try {
      sayOutcome(await change.run(), done);
    } catch (error) {
      sayFailure(error, doing);
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      {failure !== 'noCardPayment' && failure !== 'notSendable' && (
        <Button
          size="small"
          busy={retry.busy}
          onClick={run(retry, 'The refund is sent again.', 'send the refund again')}
        >
          Send again
        </Button>
      )}
      <Button size="small" onClick={() => setSettling(true)}>
        Paid another way…
      </Button>
      <Button
        size="small"
        variant="ghost"
        busy={withdraw.busy}
        onClick={run(withdraw, 'It is the customer’s credit now.', 'make credit of the refund')}
      >
        Make it credit
      </Button>
      {settling && <SettleRefundDialog refund={refund} touched={touched()} onClose={() => setSettling(false)} />}
    </div>
  );
}
