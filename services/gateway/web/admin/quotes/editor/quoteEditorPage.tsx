import { ButtonLink, ErrorState, Notice, Skeleton } from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CustomerModel } from '../../../../src/api/models/customer.ts';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { emptyLine } from '../../drafting/draft.ts';
import { idIn, routes } from '../../routes.ts';
import { useTitle } from '../../useTitle.ts';
import { emptyQuoteDraft, type QuoteDraft, quoteDraftOf } from './quoteDraft.ts';
import { QuoteEditor } from './quoteEditor.tsx';

/** Writes a new quote, or a draft further. All it needs is read before; nothing typed waits for an answer. */
export function QuoteEditorPage({ quoteId }: { quoteId?: string }) {
  useTitle(quoteId ? 'Edit draft quote' : 'New quote');
  const [address] = useSearchParams();
  const tenant = useRead<TenantModel>('/tenant');
  const quote = useRead<QuoteModel>(`/quotes/${quoteId}`, { enabled: quoteId !== undefined });
  const customerId =
    quote.data?.customer.id ?? (quoteId ? undefined : idIn('cus', address.get('customer') ?? undefined));
  const customer = useRead<CustomerModel>(`/customers/${customerId}`, { enabled: customerId !== undefined });
  const error = tenant.error ?? quote.error ?? customer.error;
  if (error) {
    const again = () => void Promise.all([tenant, quote, customer].map((each) => each.error && each.refetch()));
    return (
      <ErrorState
        error={error}
        doing="open the editor"
        onRetry={again}
        action={<ButtonLink href={routes.quotes}>All quotes</ButtonLink>}
      />
    );
  }
  const waiting = (quoteId && !quote.data) || (customerId && !customer.data);
  if (waiting || !tenant.data) return <Waiting />;
  if (quote.data && quote.data.status !== 'draft') return <Sent quote={quote.data} />;
  return <Ready tenant={tenant.data} quote={quote.data} customer={customer.data} />;
}

type ReadyProps = { tenant: TenantModel; quote: QuoteModel | undefined; customer: CustomerModel | undefined };

function Ready({ tenant, quote, customer }: ReadyProps) {
  // What is read anew meanwhile does not run over what is being written.
  const [initial] = useState<QuoteDraft>(() => {
    if (quote && customer) return withALine(quoteDraftOf(quote, customer));
    const empty = emptyQuoteDraft(customer?.currency ?? tenant.currency, crypto.randomUUID());
    return { ...empty, customer: customer ?? null };
  });
  return <QuoteEditor tenant={tenant} quote={quote} initial={initial} />;
}

const withALine = (draft: QuoteDraft): QuoteDraft =>
  draft.lines.length > 0 ? draft : { ...draft, lines: [emptyLine(crypto.randomUUID())] };

function Sent({ quote }: { quote: QuoteModel }) {
  return (
    <Notice
      title={`Quote ${quote.number} was sent and can no longer be changed.`}
      action={<ButtonLink href={routes.quote(quote.id)}>Open it</ButtonLink>}
    >
      A new version can take its place.
    </Notice>
  );
}

function Waiting() {
  return (
    <div aria-busy className="grid gap-6 lg:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-24" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-[36rem] max-lg:hidden" />
    </div>
  );
}
