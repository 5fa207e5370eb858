import { ButtonLink, DateText, ErrorState, Link, Money, Notice, PageHeader, Skeleton } from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { QuoteModel } from '../../../src/api/models/quote.ts';
import { useRead } from '../../shared/api/reads.ts';
import { TimelineCard } from '../invoices/detail/invoiceTimeline.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { AnswerCard } from './answerCard.tsx';
import { type AskedOfQuote, isQuoteAct, QuoteDialogs } from './dialogs/quoteDialogs.tsx';
import { titleOfQuote } from './naming.ts';
import { useQuoteHead } from './quoteActions.tsx';
import { QuoteDocumentCard } from './quoteDocumentCard.tsx';
import { QuoteFacts } from './quoteFacts.tsx';
import { QuoteLines } from './quoteLines.tsx';
import { VersionsCard } from './versionsCard.tsx';

/** One version of a quote: what is offered and what can be done on the left, what happened on the right. */
export function QuotePage({ quoteId }: { quoteId: string }) {
  const { data: quote, error, refetch } = useRead<QuoteModel>(`/quotes/${quoteId}`);
  useTitle(quote ? titleOfQuote(quote) : 'Quote');
  if (error && !quote)
    return (
      <ErrorState
        error={error}
        doing="load the quote"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.quotes}>All quotes</ButtonLink>}
      />
    );
  return quote ? <Loaded quote={quote} /> : <Waiting />;
}

function Loaded({ quote }: { quote: QuoteModel }) {
  const { id, status, customer, currency, totals, versions } = quote;
  const dialogs = useAsked(id);
  const head = useQuoteHead({ quote, onAsk: dialogs.ask });
  return (
    <>
      <PageHeader
        back={{ href: routes.quotes, label: 'Quotes' }}
        title={titleOfQuote(quote)}
        status={status}
        subtitle={
          <>
            <Link
              href={routes.customer(customer.id)}
              className="text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
            >
              {customer.name ?? 'Customer'}
            </Link>
            {quote.validUntil && status === 'sent' && (
              <>
                {' · '}valid until <DateText date={quote.validUntil} />
              </>
            )}
          </>
        }
        amount={<Money amount={totals.total} currency={currency} />}
        {...head}
      />
      <State quote={quote} />
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          <AnswerCard quote={quote} />
          <QuoteFacts quote={quote} />
          {quote.lines.length > 0 && <QuoteLines quote={quote} />}
          {status !== 'draft' && (
            <div className="min-w-0 max-lg:order-last">
              <QuoteDocumentCard quoteId={id} />
            </div>
          )}
        </div>
        <aside aria-label="What happened" className="flex min-w-0 flex-col gap-5">
          {versions.length > 1 && <VersionsCard quote={quote} />}
          <TimelineCard path={`/quotes/${id}/timeline`} />
        </aside>
      </div>
      <QuoteDialogs asked={dialogs.asked} onClose={dialogs.close} />
    </>
  );
}

/** What whoever opens this page should know first. */
function State({ quote: { status, invoiceId, versions, version } }: { quote: QuoteModel }) {
  const newest = versions.at(-1);
  if (invoiceId)
    return (
      <Notice className="mb-5" tone="success" title="It was turned into an invoice.">
        <Link href={routes.invoice(invoiceId)} className="text-brand-text underline">
          Open the invoice
        </Link>
      </Notice>
    );
  if (newest && newest.version > version)
    return (
      <Notice
        className="mb-5"
        title={status === 'superseded' ? 'A newer version took its place.' : 'A newer version is being drafted.'}
      >
        <Link href={routes.quote(newest.id)} className="text-brand-text underline">
          Open version {newest.version}
        </Link>
      </Notice>
    );
  return null;
}

/** The dialog asked for; `?ask=send` opens one with the page, for those who come from the editor. */
function useAsked(quoteId: string) {
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState<AskedOfQuote['act']>();
  const inAddress = address.get('ask');
  const act = asked ?? (isQuoteAct(inAddress) ? inAddress : undefined);
  return {
    asked: act && { act, quoteId },
    ask: setAsked,
    close: () => {
      setAsked(undefined);
      if (!inAddress) return;
      setAddress(
        (before) => {
          before.delete('ask');
          return before;
        },
        { replace: true },
      );
    },
  };
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-9 w-56" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-96" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
