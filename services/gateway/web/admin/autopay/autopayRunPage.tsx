import { ButtonLink, Card, DateText, EmptyState, ErrorState, Link, Money, PageHeader } from '@purser/ui';
import { MoonStar } from 'lucide-react';
import type { AutopayRunModel } from '../../../src/api/models/dunning.ts';
import { useRead } from '../../shared/api/reads.ts';
import { methodName } from '../../shared/methods/methodWords.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { StoppedCard } from './stoppedCard.tsx';

/** What the coming run would charge, if nothing happens until then. Looking at it changes nothing. */
export function AutopayRunPage() {
  useTitle('Automatic payment');
  const { data, error, refetch } = useRead<AutopayRunModel>('/autopay/next-run');
  return (
    <>
      <PageHeader
        title="Automatic payment"
        back={{ href: routes.payments, label: 'Payments' }}
        action={<ButtonLink href={routes.setting('dunning')}>Settings</ButtonLink>}
      />
      {data ? (
        <div className="flex flex-col gap-5">
          <Run run={data} />
          <StoppedCard />
        </div>
      ) : error ? (
        <ErrorState error={error} doing="look at the coming run" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function Run({ run: { next, data, totals, count } }: { run: AutopayRunModel }) {
  if (next === null)
    return (
      <EmptyState
        icon={<MoonStar size={18} />}
        title="Nobody pays automatically yet"
        text="Customers switch it on in their portal, once they have a card on file. What is due is then charged each night at 2:00."
      />
    );
  return (
    <div className="flex flex-col gap-5">
      <Card title="The coming run">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <p className="text-ink-2 text-sm">
            On <DateText at={next} className="font-medium text-ink" />.{' '}
            {data.length === 0
              ? 'As it stands nothing would be charged: no invoice of anybody who pays automatically is due by then.'
              : 'This is what it would charge, if nothing happens until then.'}
          </p>
          <p className="flex flex-wrap gap-x-4 font-semibold text-xl">
            {totals.map((total) => (
              <Money key={total.currency} {...total} />
            ))}
          </p>
        </div>
      </Card>
      {data.length > 0 && (
        <Card flush>
          <ul aria-label="What would be charged">
            {data.map((row) => (
              <RunRow key={row.invoiceId} row={row} />
            ))}
          </ul>
          {count > data.length && (
            <p className="px-4 py-3 text-ink-3 text-sm sm:px-5">{count} invoices in all; the first are shown.</p>
          )}
        </Card>
      )}
    </div>
  );
}

const hindrances: Record<NonNullable<AutopayRunModel['data'][number]['hindrance']>, string> = {
  noCard: 'Not charged: there is no card on file.',
  cardSpent: 'Not charged: the bank will not have this card again.',
  paymentOpen: 'Not charged: the customer is paying it.',
  disputed: 'Not charged: a payment of it is disputed.',
};

function RunRow({ row }: { row: AutopayRunModel['data'][number] }) {
  const { invoiceId, number, customerName, dueDate, amount, brand, last4, hindrance } = row;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="min-w-0">
        <Link href={routes.invoice(invoiceId)} className="font-medium hover:underline">
          {customerName ?? 'A customer'}
        </Link>
        <span className="block text-ink-3 text-sm">
          {number} · due <DateText date={dueDate} />
          {row.try > 1 && ` · try ${row.try}`}
        </span>
        {hindrance && <span className="block text-amber text-xs">{hindrances[hindrance]}</span>}
      </div>
      <div className="text-right">
        <Money {...amount} className={hindrance ? 'block text-ink-3' : 'block font-medium'} />
        {last4 && <span className="block text-ink-3 text-xs">{methodName({ type: 'card', brand, last4 })}</span>}
      </div>
    </li>
  );
}
