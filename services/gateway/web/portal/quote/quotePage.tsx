import { ButtonLink, DateText, ErrorState, FactList, Money, Skeleton, StatusBadge } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Download } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { PortalQuoteModel } from '../../../src/api/models/quote.ts';
import { readAgain, useRead } from '../../shared/api/reads.ts';
import { listen } from '../../shared/live.ts';
import { reckonQuote, tickedIn } from '../../shared/quotes/reckonQuote.ts';
import { useSession } from '../session/useSession.ts';
import { useTitle } from '../shell/useTitle.ts';
import { AnswerCard } from './answerCard.tsx';
import { Choice } from './choice.tsx';
import { State } from './state.tsx';

/** What is below the fold may come a moment later. */
const Paper = lazy(async () => ({ default: (await import('../invoice/paper.tsx')).Paper }));

type Props = { id: string; back?: string; onNewer: (id: string) => void };

/** A quote: what is offered, which of it is wanted, what that comes to, and the answer. */
export function QuotePage({ id, back, onNewer }: Props) {
  const { tenant } = useSession();
  const path = `/portal/quotes/${id}`;
  const { data: quote, error, refetch } = useRead<PortalQuoteModel>(path);
  useLive(path);
  useTitle(quote ? `Quote ${quote.number} from ${tenant.name}` : 'Quote');
  if (!quote && error)
    return (
      <>
        <h1 className="sr-only">Quote</h1>
        <ErrorState
          error={error}
          reads
          doing="open this quote"
          onRetry={() => void refetch()}
          action={back && <ButtonLink href={back}>All quotes</ButtonLink>}
        />
      </>
    );
  if (!quote) return <Loading />;
  return (
    <div className="flex flex-col gap-6">
      {back && (
        <Link
          href={back}
          className="inline-flex items-center gap-1.5 self-start text-ink-3 text-sm no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden size={14} /> All quotes
        </Link>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Answering quote={quote} onNewer={onNewer} />
        <div className="min-w-0 lg:order-1">
          <Suspense fallback={<Skeleton className="h-96 w-full" />}>
            <Paper model={quote.model} label="The quote" />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

/** The choice and the answer to it. The total moves with the choice; what the server says counts. */
function Answering({ quote, onNewer }: { quote: PortalQuoteModel; onNewer: (id: string) => void }) {
  const [chosen, setChosen] = useState(() => tickedIn(quote));
  const isOpen = quote.status === 'sent';
  const total = isOpen ? reckonQuote(quote, chosen) : quote.totals.total;
  const optional = quote.lines.filter((line) => line.optional);
  return (
    <div className="flex min-w-0 flex-col gap-6 lg:order-2">
      <Head quote={quote} total={total} />
      <State quote={quote} onNewer={onNewer} />
      {isOpen && optional.length > 0 && (
        <Choice lines={optional} currency={quote.currency} chosen={chosen} onChange={setChosen} />
      )}
      {isOpen && <AnswerCard quote={quote} chosen={chosen} total={total} />}
    </div>
  );
}

function Head({ quote, total }: { quote: PortalQuoteModel; total: number | null }) {
  const { tenant } = useSession();
  const { id, number, version, status, currency, sentOn, validUntil } = quote;
  return (
    <section aria-label="What is offered" className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <h1 className="min-w-0 break-words font-semibold text-base">
          Quote {number}
          {version > 1 && <span className="font-normal text-ink-3"> · version {version}</span>}
        </h1>
        {/* To its reader an open quote is not one that was sent, but one that waits for them. */}
        {status === 'sent' ? null : <StatusBadge status={status} />}
      </div>
      <div>
        <p className="text-ink-3 text-sm">Offered by {tenant.company?.legalName ?? tenant.name}</p>
        <p aria-live="polite" aria-atomic>
          <span className="sr-only">Total </span>
          <Money amount={total ?? 0} currency={currency} className="mt-1 block font-semibold text-xl tracking-tight" />
        </p>
        {quote.lines.some(({ taxes }) => taxes.length > 0) && <p className="mt-1 text-ink-2 text-sm">Tax included</p>}
      </div>
      <FactList
        facts={[
          { label: 'Sent', value: <DateText date={sentOn} /> },
          { label: 'Valid until', value: <DateText date={validUntil} /> },
        ]}
      />
      <a
        href={`/api/v1/portal/quotes/${id}/pdf`}
        target="_blank"
        rel="noopener"
        className="inline-flex items-center gap-2 self-start text-brand-text text-sm underline"
      >
        <Download aria-hidden size={14} /> Download the PDF
      </a>
    </section>
  );
}

function Loading() {
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]" aria-busy>
      <h1 className="sr-only">Your quote is loading</h1>
      <div className="flex flex-col gap-4 lg:order-2">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-10 w-56" />
        <Skeleton className="h-48 w-full" />
      </div>
      <Skeleton className="h-96 w-full lg:order-1" />
    </div>
  );
}

/** What somebody else answers, or the sender takes back, moves the page. */
function useLive(path: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const look = () => void readAgain(queries, [path]);
    return listen({ url: '/api/v1/portal/live', onEvent: look, onReturn: look });
  }, [queries, path]);
}
