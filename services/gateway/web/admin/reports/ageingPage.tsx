import { Button, buttonLook, Card, classes, DateText, EmptyState, ErrorState, Link, Money, Skeleton } from '@purser/ui';
import { Download } from 'lucide-react';
import { useSearchParams } from 'wouter';
import type { AgeingReportModel, OwedListModel } from '../../../src/api/models/receivables.ts';
import { type AgeBucket, ageBuckets } from '../../shared/ageWords.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Table } from '../../shared/table.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { ReportsHeader } from './reportsHeader.tsx';

type Chosen = { currency?: string; bucket?: AgeBucket; customer?: string; after?: string };

/** Where a figure leads: the invoices it is made of, on this page. */
const figureAt = (chosen: Chosen): string => `${routes.ageing}?${new URLSearchParams(chosen)}`;

/** What is owed now, by how long it has been due. Each figure opens its invoices. */
export function AgeingPage() {
  useTitle('What is owed, by age');
  const { data, error, refetch } = useRead<AgeingReportModel>('/reports/ageing');
  const [address] = useSearchParams();
  const chosen = chosenIn(address);
  return (
    <>
      <ReportsHeader
        current={routes.ageing}
        more={
          <a href="/api/v1/reports/ageing/csv" download className={buttonLook()}>
            <Download aria-hidden size={14} /> CSV
          </a>
        }
      />
      {error && !data ? (
        <ErrorState error={error} doing="load the report" onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-80" />
      ) : data.currencies.length === 0 ? (
        <EmptyState title="Nobody owes you anything" text="Once an invoice is issued, what is due on it stands here." />
      ) : (
        <div className="flex min-w-0 flex-col gap-5">
          {data.currencies.map((owed) => (
            <CurrencyCard key={owed.currency} owed={owed} report={data} />
          ))}
          {data.more > 0 && (
            <p className="text-ink-3 text-sm">
              {data.more} customers more owe less; their invoices are among those below a figure.
            </p>
          )}
          {chosen && <Invoices key={JSON.stringify(chosen)} chosen={chosen} />}
        </div>
      )}
    </>
  );
}

function chosenIn(address: URLSearchParams): Chosen | undefined {
  const bucket = ageBuckets.find(({ id }) => id === address.get('bucket'))?.id;
  const [currency, customer, after] = ['currency', 'customer', 'after'].map((name) => address.get(name) ?? undefined);
  const chosen = { ...(currency && { currency }), ...(bucket && { bucket }), ...(customer && { customer }) };
  return Object.keys(chosen).length > 0 ? { ...chosen, ...(after && { after }) } : undefined;
}

type Owed = AgeingReportModel['currencies'][number];

function CurrencyCard({ owed, report }: { owed: Owed; report: AgeingReportModel }) {
  const { currency, ageing, counts, total } = owed;
  const customers = report.customers.filter((each) => each.currency === currency);
  const figure = (amount: number, chosen: Chosen) =>
    amount > 0 && (
      <Link href={figureAt({ currency, ...chosen })} className="inline-block py-0.5 hover:underline">
        <Money amount={amount} currency={currency} />
      </Link>
    );
  return (
    <Card
      title={`Owed in ${currency}`}
      aside={<Money amount={total} currency={currency} className="font-semibold" />}
      flush
    >
      <Bar ageing={ageing} total={total} />
      <Table
        label={`Owed in ${currency}, by customer and age`}
        columns={[
          { id: 'customer', label: 'Customer' },
          ...ageBuckets.map(({ id, label }) => ({ id, label, figure: true, blank: '–' })),
          { id: 'total', label: 'Total', figure: true, head: 'figure' },
        ]}
        rows={[
          {
            id: 'all',
            strong: true,
            cells: {
              customer: `All, ${owed.count === 1 ? '1 invoice' : `${owed.count} invoices`}`,
              ...Object.fromEntries(
                ageBuckets.map(({ id }) => [
                  id,
                  ageing[id] > 0 && (
                    <span key={id} title={counts[id] === 1 ? '1 invoice' : `${counts[id]} invoices`}>
                      {figure(ageing[id], { bucket: id })}
                    </span>
                  ),
                ]),
              ),
              total: figure(total, {}),
            },
          },
          ...customers.map(({ customer, ageing: own, total: sum }) => ({
            id: customer.id,
            cells: {
              customer: (
                <Link
                  href={routes.customer(customer.id)}
                  className="block max-w-72 truncate py-0.5 hover:underline xl:max-w-96"
                >
                  {customer.name ?? 'Not known just now'}
                </Link>
              ),
              ...Object.fromEntries(
                ageBuckets.map(({ id }) => [id, figure(own[id], { bucket: id, customer: customer.id })]),
              ),
              total: figure(sum, { customer: customer.id }),
            },
          })),
        ]}
      />
    </Card>
  );
}

const shades: Record<AgeBucket, string> = {
  current: 'bg-green',
  days1to30: 'bg-amber opacity-50',
  days31to60: 'bg-amber',
  days61to90: 'bg-red opacity-60',
  over90: 'bg-red',
};

/** The same as the first row of the table, at a glance. */
function Bar({ ageing, total }: { ageing: Owed['ageing']; total: number }) {
  return (
    <div aria-hidden className="mx-4 mb-3 flex h-2 gap-px overflow-hidden rounded-full bg-line sm:mx-5">
      {ageBuckets
        .filter(({ id }) => ageing[id] > 0)
        .map(({ id }) => (
          <span
            key={id}
            className={classes('h-full', shades[id])}
            ref={(element) => element?.style.setProperty('width', `${total > 0 ? (ageing[id] / total) * 100 : 0}%`)}
          />
        ))}
    </div>
  );
}

function Invoices({ chosen }: { chosen: Chosen }) {
  const [, setAddress] = useSearchParams();
  const { data, error, refetch } = useRead<OwedListModel>('/reports/ageing/invoices', {
    query: { ...chosen, limit: 50 },
    keep: true,
  });
  const words = [
    ageBuckets.find(({ id }) => id === chosen.bucket)?.label ?? 'All that is owed',
    chosen.currency && `in ${chosen.currency}`,
    chosen.customer && data?.data[0]?.customer.name && `by ${data.data[0].customer.name}`,
  ];
  const title = words.filter(Boolean).join(' ');
  return (
    <div ref={(element) => element?.scrollIntoView({ block: 'nearest' })} className="min-w-0 scroll-mt-6">
      <Card
        title={title}
        aside={
          <Button size="small" variant="ghost" onClick={() => setAddress({}, { replace: true })}>
            Close
          </Button>
        }
        flush
      >
        {error && !data ? (
          <ErrorState error={error} doing="load the invoices" onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton className="mx-5 mb-5 h-24" />
        ) : (
          <>
            <Table
              label={title}
              columns={[
                { id: 'number', label: 'Number' },
                { id: 'customer', label: 'Customer' },
                { id: 'due', label: 'Due' },
                { id: 'late', label: 'Late', figure: true, blank: '–' },
                { id: 'owed', label: 'Still due', figure: true, head: 'figure' },
              ]}
              rows={data.data.map(({ id, number, customer, dueDate, daysLate, due, currency }) => ({
                id,
                cells: {
                  number: (
                    <Link href={routes.invoice(id)} className="inline-block py-0.5 text-brand-text hover:underline">
                      {number}
                    </Link>
                  ),
                  customer: <span className="block max-w-72 truncate">{customer.name ?? '–'}</span>,
                  due: <DateText date={dueDate} />,
                  late: daysLate > 0 && (daysLate === 1 ? '1 day' : `${daysLate} days`),
                  owed: <Money amount={due} currency={currency} />,
                },
              }))}
            />
            {data.next && (
              <div className="border-line border-t px-4 py-3 sm:px-5">
                <Button
                  size="small"
                  onClick={() =>
                    setAddress(new URLSearchParams({ ...chosen, after: data.next ?? '' }), { replace: true })
                  }
                >
                  Next
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
    </div>
  );
}
