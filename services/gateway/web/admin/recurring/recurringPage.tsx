import {
  Button,
  ButtonLink,
  Card,
  DateText,
  EmptyState,
  ErrorState,
  type Fact,
  FactList,
  Link,
  Menu,
  Money,
  Notice,
  PageHeader,
  Skeleton,
  StatusBadge,
  useSurroundings,
} from '@purser/ui';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { RecurringModel } from '../../../src/api/models/recurring.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { type Move, MoveDialog } from './moveDialog.tsx';
import { reviewWords, rhythmWords } from './rhythmWords.ts';

/** One recurring invoice: what it bills, what it has made, and the days to come. */
export function RecurringPage({ recurringId }: { recurringId: string }) {
  const { data, error, refetch } = useRead<RecurringModel>(`/recurring-invoices/${recurringId}`);
  useTitle(data?.name ?? 'Recurring invoice');
  if (data) return <Loaded recurring={data} />;
  if (error) {
    return (
      <ErrorState
        error={error}
        doing="load the recurring invoice"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.recurring}>All recurring invoices</ButtonLink>}
      />
    );
  }
  return (
    <div aria-busy className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="h-7 w-56" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-80" />
        <Skeleton className="h-60" />
      </div>
    </div>
  );
}

function Loaded({ recurring }: { recurring: RecurringModel }) {
  const { id, name, customer, state, problem, total } = recurring;
  const mayBill = useCan('bill');
  const [move, setMove] = useState<Move>();
  return (
    <>
      <PageHeader
        back={{ href: routes.recurring, label: 'Recurring' }}
        title={name}
        status={problem === null ? state : 'needsAttention'}
        subtitle={
          <Link
            href={routes.customer(customer.id)}
            className="text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            {customer.name ?? 'Customer'}
          </Link>
        }
        amount={total && <Money amount={total.amount} currency={total.currency} />}
        action={mayBill && state !== 'ended' && <MainAction recurring={recurring} onMove={setMove} />}
        more={mayBill && state !== 'ended' && <More recurring={recurring} onMove={setMove} />}
      />
      {problem !== null && (
        <Notice tone="danger" title="It came to a stop." className="mb-5">
          {problem} Nothing was billed. Put it right, then resume it: the day it stopped at is billed then.
        </Notice>
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Runs runs={recurring.runs} />
          <Lines recurring={recurring} />
        </div>
        <aside aria-label="Schedule" className="flex min-w-0 flex-col gap-5">
          <Upcoming recurring={recurring} />
          <Facts recurring={recurring} />
        </aside>
      </div>
      {move && <MoveDialog move={move} id={id} name={name} onClose={() => setMove(undefined)} />}
    </>
  );
}

type Acting = { recurring: RecurringModel; onMove: (move: Move) => void };

function MainAction({ recurring: { id, state }, onMove }: Acting) {
  if (state === 'paused')
    return (
      <Button variant="primary" onClick={() => onMove('resume')}>
        Resume
      </Button>
    );
  return (
    <ButtonLink variant="primary" href={routes.editRecurring(id)}>
      Edit
    </ButtonLink>
  );
}

function More({ recurring: { id, state }, onMove }: Acting) {
  const { navigate } = useSurroundings();
  return (
    <Menu
      trigger={
        <Button>
          More
          <ChevronDown aria-hidden size={14} />
        </Button>
      }
      items={[
        ...(state === 'paused'
          ? [{ id: 'edit', label: 'Edit', onSelect: () => navigate?.(routes.editRecurring(id)) }]
          : [{ id: 'pause', label: 'Pause', onSelect: () => onMove('pause') }]),
        { id: 'end', label: 'End', tone: 'danger' as const, onSelect: () => onMove('end') },
      ]}
    />
  );
}

function Runs({ runs }: { runs: RecurringModel['runs'] }) {
  return (
    <Card title="Invoices it made" flush>
      {runs.length === 0 ? (
        <EmptyState title="None yet" text="The first draft is made in the morning of its first day." />
      ) : (
        <ul className="border-line border-t">
          {runs.map(({ periodOn, state, invoice, issueAt, problem }) => (
            <li key={periodOn} className="border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
              <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <span className="min-w-0 font-medium">
                  {state === 'skipped' ? (
                    <DateText date={periodOn} />
                  ) : (
                    <Link href={routes.invoice(invoice.id)} className="hover:underline">
                      {invoice.number ?? 'Draft'} · <DateText date={periodOn} />
                    </Link>
                  )}
                </span>
                <StatusBadge status={state} />
              </span>
              {state === 'review' && (
                <span className="block text-ink-3 text-xs">
                  Issued on <DateText at={issueAt} /> unless you change or discard it.
                </span>
              )}
              {problem !== null && <span className="block break-words text-ink-3 text-xs">{problem}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Upcoming({ recurring: { upcoming, state, most, made } }: { recurring: RecurringModel }) {
  return (
    <Card title={state === 'paused' ? 'If it were resumed today' : 'Next'}>
      {upcoming.length === 0 ? (
        <p className="text-ink-3 text-sm">No more invoices will be made.</p>
      ) : (
        <ol className="flex flex-col gap-1.5 text-sm">
          {upcoming.map((on) => (
            <li key={on}>
              <DateText date={on} />
            </li>
          ))}
        </ol>
      )}
      {most !== undefined && (
        <p className="pt-3 text-ink-3 text-xs">
          {made} of {most} made.
        </p>
      )}
    </Card>
  );
}

function Facts({ recurring }: { recurring: RecurringModel }) {
  const { reviewDays, send = true, endOn, startOn, poNumber, note, termsDays, made } = recurring;
  const facts: Fact[] = [
    { label: 'How often', value: rhythmWords(recurring) },
    { label: 'From', value: <DateText date={startOn} /> },
    ...(endOn ? [{ label: 'Until', value: <DateText date={endOn} /> }] : []),
    { label: 'On its day', value: `Drafted at 9:00. ${reviewWords(reviewDays)}.` },
    { label: 'Mail', value: send ? 'Sent to the customer' : 'Not sent' },
    { label: 'Made', value: made },
    ...(termsDays === undefined ? [] : [{ label: 'Terms', value: `${termsDays} days` }]),
    ...(poNumber ? [{ label: 'Purchase order', value: poNumber }] : []),
    ...(note ? [{ label: 'Note', value: <span className="whitespace-pre-wrap">{note}</span> }] : []),
  ];
  return (
    <Card title="Facts">
      <FactList facts={facts} />
    </Card>
  );
}

function Lines({ recurring: { lines, total, currency } }: { recurring: RecurringModel }) {
  const code = total?.currency ?? currency;
  return (
    <Card title="Lines" flush>
      <ul className="border-line border-t">
        {lines.map(({ id, description, quantity, unitAmount }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
          >
            <span className="min-w-0 flex-1 basis-56 whitespace-pre-wrap break-words">{description}</span>
            <span className="figures shrink-0 text-ink-2">
              {quantity} × {code ? <Money amount={unitAmount} currency={code} /> : unitAmount}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
