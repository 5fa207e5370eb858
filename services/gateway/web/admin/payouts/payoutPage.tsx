import {
  Card,
  CopyText,
  DateText,
  ErrorState,
  FactList,
  Link,
  Money,
  Notice,
  PageHeader,
  Skeleton,
  StatusBadge,
} from '@purser/ui';
import type { PayoutModel, PayoutPartsModel } from '../../../src/api/models/reconciliation.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Table } from '../../shared/table.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { badgeOf, partsWords, typeWords } from './payoutWords.ts';

/** One payout, and what it is made of, each part with its payment. */
export function PayoutPage({ payoutId }: { payoutId: string }) {
  useTitle('Payout');
  const trail = useTrail(payoutId);
  const { data, error, refetch } = useRead<PayoutPartsModel>(`/payouts/${payoutId}`, {
    query: { after: trail.cursor, limit: 50 },
    keep: true,
  });
  if (error && !data) return <ErrorState error={error} doing="load the payout" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-80 w-full" />;
  const { payout } = data;
  return (
    <>
      <PageHeader title="Payout" back={{ href: routes.payouts, label: 'Payouts' }} />
      <div className="flex min-w-0 flex-col gap-5">
        {payout.status === 'failed' && (
          <Notice tone="danger" title="It did not reach your bank.">
            {(payout.failure ?? 'The bank sent it back.').replaceAll('_', ' ')}. The money is in Stripe’s balance again
            and goes out with the next payout: see in Stripe’s dashboard that your bank account is right.
          </Notice>
        )}
        {payout.partsState === 'differs' && (
          <Notice tone="warning" title="It does not add up.">
            What Stripe says is in it comes to{' '}
            <Money amount={payout.partsSum.amount} currency={payout.partsSum.currency} />. Ask Stripe for what is
            missing.
          </Notice>
        )}
        <FactsCard payout={payout} />
        {data.data.length > 0 && <PartsCard parts={data.data} currency={payout.amount.currency} />}
        <Turner trail={trail} next={data.next} />
      </div>
    </>
  );
}

function FactsCard({ payout }: { payout: PayoutModel }) {
  const { amount, arrivesOn, createdAt, automatic, stripePayoutId, parts } = payout;
  return (
    <Card
      title={<Money amount={amount.amount} currency={amount.currency} />}
      aside={<StatusBadge status={badgeOf(payout)} />}
    >
      <FactList
        facts={[
          { label: 'At the bank', value: <DateText date={arrivesOn} /> },
          { label: 'Sent', value: <DateText at={createdAt} /> },
          { label: 'By', value: automatic ? 'Stripe’s schedule' : 'Hand' },
          { label: 'Parts', value: `${parts}. ${partsWords(payout)}` },
          { label: 'Stripe’s id', value: <CopyText text={stripePayoutId} label="Stripe’s id" /> },
        ]}
      />
    </Card>
  );
}

function PartsCard({ parts, currency }: { parts: PayoutPartsModel['data']; currency: string }) {
  const money = (amount: number) => <Money amount={amount} currency={currency} />;
  return (
    <Card flush title="What is in it">
      <Table
        label="What the payout is made of"
        columns={[
          { id: 'what', label: 'What', head: 'title' },
          { id: 'invoice', label: 'Invoice' },
          { id: 'amount', label: 'Amount', figure: true },
          { id: 'fee', label: 'Fee', figure: true, blank: '–' },
          { id: 'net', label: 'Net', figure: true, head: 'figure' },
        ]}
        rows={parts.map(({ id, type, category, source, amount, fee, net, paymentId, invoiceId, invoiceNumber }) => ({
          id,
          cells: {
            what: paymentId ? (
              <Link href={routes.payment(paymentId)} className="hover:underline">
                {typeWords(type, category)}
              </Link>
            ) : (
              <span className="flex flex-wrap gap-x-2">
                {typeWords(type, category)} <span className="break-all text-ink-3 text-xs">{source}</span>
              </span>
            ),
            invoice: invoiceId && (
              <Link href={routes.invoice(invoiceId)} className="hover:underline">
                {invoiceNumber ?? 'The invoice'}
              </Link>
            ),
            amount: money(amount),
            fee: fee === 0 ? null : money(fee),
            net: money(net),
          },
        }))}
      />
    </Card>
  );
}
