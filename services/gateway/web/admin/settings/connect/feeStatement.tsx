import { buttonLook, Card, DateText, EmptyState, ErrorState, Field, Input, Link, Money, Skeleton } from '@purser/ui';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { FeeStatementModel } from '../../../../src/api/models/stripeConnect.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { Table } from '../../../shared/table.tsx';
import { useToday } from '../../../shared/useToday.ts';
import { routes } from '../../routes.ts';

/** What the installation took of a month's payments, each of them, and in all. */
export function FeeStatement({ fee }: { fee: string | null }) {
  const [month, setMonth] = useState(useToday().slice(0, 7));
  const { data, error, refetch } = useRead<FeeStatementModel>('/stripe-connect/fees', { query: { month }, keep: true });
  return (
    <Card
      title="Application fees"
      flush
      aside={
        <a href={`/api/v1/stripe-connect/fees/csv?month=${month}`} download className={buttonLook()}>
          <Download aria-hidden size={14} /> CSV
        </a>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-3 px-4 pb-4 sm:px-5">
        <p className="max-w-prose text-ink-2 text-sm">
          {fee === null ? (
            'This installation takes nothing of your payments.'
          ) : (
            <>
              This installation takes <strong className="font-medium text-ink">{fee}</strong> of each payment, and gives
              it back in proportion with a refund.
            </>
          )}{' '}
          Whoever runs it decides this.
        </p>
        <Field label="Month">
          <Input type="month" value={month} onChange={({ target }) => target.value !== '' && setMonth(target.value)} />
        </Field>
      </div>
      {error ? (
        <ErrorState error={error} doing="load the statement" onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="m-4 h-32" />
      ) : data.data.length === 0 ? (
        <EmptyState
          title="No payments in this month"
          text="Payments at your connected account are listed here, by UTC month."
        />
      ) : (
        <Lines statement={data} />
      )}
    </Card>
  );
}

function Lines({ statement: { data, totals } }: { statement: FeeStatementModel }) {
  const money = (amount: number | null, currency: string | null) =>
    amount === null || currency === null ? null : <Money amount={amount} currency={currency} />;
  return (
    <Table
      label="Application fees"
      columns={[
        { id: 'payment', label: 'Payment' },
        { id: 'gross', label: 'Gross', figure: true },
        { id: 'stripe', label: 'Stripe', figure: true, blank: 'Not told yet' },
        { id: 'fee', label: 'Application fee', figure: true, blank: 'Not told yet' },
        { id: 'returned', label: 'Given back', figure: true },
        { id: 'net', label: 'Net', figure: true, head: 'figure', blank: 'Not told yet' },
      ]}
      rows={[
        ...data.map((line) => ({
          id: line.paymentId,
          cells: {
            payment: (
              <Link href={routes.payment(line.paymentId)}>
                <DateText at={line.receivedAt} />
              </Link>
            ),
            gross: <Money amount={line.gross} currency={line.currency} />,
            stripe: money(line.stripeFee, line.settledCurrency),
            fee: money(line.applicationFee, line.settledCurrency),
            returned: line.returned > 0 ? money(line.returned, line.settledCurrency) : null,
            net: money(line.net, line.settledCurrency),
          },
        })),
        ...totals.map((total) => ({
          id: `total ${total.currency}`,
          strong: true,
          cells: {
            payment: `${total.payments} ${total.payments === 1 ? 'payment' : 'payments'} in ${total.currency}`,
            stripe: money(total.stripeFees, total.currency),
            fee: money(total.applicationFees, total.currency),
            returned: money(total.returned, total.currency),
            net: money(total.net, total.currency),
          },
        })),
      ]}
    />
  );
}
