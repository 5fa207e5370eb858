import { ButtonLink, ErrorState, Money, Notice, Skeleton, StatusBadge } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Download } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';
import { readAgain, useRead } from '../../shared/api/reads.ts';
import { listen } from '../../shared/live.ts';
import { PayCard } from '../pay/payCard.tsx';
import { useSession } from '../session/useSession.ts';
import { useTitle } from '../shell/useTitle.ts';
import { CreditNotes } from './creditNotes.tsx';
import { Payments } from './payments.tsx';
import { type Came, cameOf, takeReturn } from './returned.ts';
import { Due, Facts } from './summary.tsx';
import { Tries } from './tries.tsx';
import { UnderWay } from './underWay.tsx';

/** What is below the fold may come a moment later: whoever wants to pay need not wait for it. */
const Paper = lazy(async () => ({ default: (await import('./paper.tsx')).Paper }));

/** An invoice: what it is for, what is due, and paying it. */
export function InvoicePage({ id, back }: { id: string; back?: string }) {
  const { tenant } = useSession();
  const path = `/portal/invoices/${id}`;
  const [came, setCame] = useState(() => cameOf(takeReturn(location, history)));
  const [awaiting, setAwaiting] = useState<number | undefined>(came === 'onItsWay' ? -1 : undefined);
  const {
    data: invoice,
    error,
    refetch,
  } = useRead<PortalInvoiceModel>(path, {
    // While we wait for word of a payment; the live feed usually is quicker.
    refetchEvery_ms: awaiting === undefined ? false : 1500,
  });
  useLive(path);
  useTitle(invoice ? `Invoice ${invoice.number} from ${tenant.name}` : 'Invoice');
  const paid = invoice?.paid.amount;
  const isUnderWay = invoice?.underWay != null;
  useEffect(() => {
    if (awaiting === undefined || paid === undefined) return;
    if (isUnderWay || (awaiting === -1 ? paid > 0 : paid > awaiting)) setAwaiting(undefined);
  }, [awaiting, paid, isUnderWay]);
  if (!invoice && error)
    return (
      <>
        <h1 className="sr-only">Invoice</h1>
        <ErrorState
          error={error}
          reads
          doing="open this invoice"
          onRetry={() => void refetch()}
          action={back && <ButtonLink href={back}>All invoices</ButtonLink>}
        />
      </>
    );
  if (!invoice) return <Loading />;
  return (
    <div className="flex flex-col gap-6">
      {back && (
        <Link
          href={back}
          className="inline-flex items-center gap-1.5 self-start text-ink-3 text-sm no-underline hover:text-ink"
        >
          <ArrowLeft aria-hidden size={14} /> All invoices
        </Link>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-6 lg:order-2">
          <Head invoice={invoice} />
          <State invoice={invoice} awaiting={awaiting !== undefined} came={came}>
            <PayCard
              invoice={invoice}
              onPaid={() => {
                setCame(undefined);
                setAwaiting(invoice.paid.amount);
              }}
            />
          </State>
          <Tries invoiceId={invoice.id} />
          <Payments invoice={invoice} />
          <CreditNotes invoice={invoice} />
        </div>
        <div className="min-w-0 lg:order-1">
          <Suspense fallback={<Skeleton className="h-96 w-full" />}>
            <Paper model={invoice.model} />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

function Head({ invoice }: { invoice: PortalInvoiceModel }) {
  return (
    <section aria-label="What is due" className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-base">Invoice {invoice.number}</h1>
        <StatusBadge status={invoice.status} />
      </div>
      <Due invoice={invoice} />
      <Facts invoice={invoice} />
      <a
        href={`/api/v1/portal/invoices/${invoice.id}/pdf`}
        target="_blank"
        rel="noopener"
        className="inline-flex items-center gap-2 self-start text-brand-text text-sm underline"
      >
        <Download aria-hidden size={14} /> Download the PDF
      </a>
    </section>
  );
}

/** What can be done about it now. */
function State({
  invoice,
  awaiting,
  came,
  children,
}: {
  invoice: PortalInvoiceModel;
  awaiting: boolean;
  came: Came | undefined;
  children: ReactNode;
}) {
  const last = invoice.payments.at(-1);
  if (awaiting)
    return (
      <Notice tone="info" title="Your payment is on its way">
        We are waiting for word of it. This page changes by itself; you can close it and will get a receipt by mail.
      </Notice>
    );
  if (invoice.underWay) return <UnderWay invoice={invoice} underWay={invoice.underWay} />;
  if (invoice.status === 'paid')
    return (
      <Notice tone="success" title="Paid, thank you">
        {last ? (
          <>
            We received <Money {...last.amount} />. Your receipt comes by mail.
          </>
        ) : (
          'Nothing is due on this invoice.'
        )}
      </Notice>
    );
  if (invoice.status === 'void')
    return <Notice title="This invoice was withdrawn">Nothing is to be paid on it.</Notice>;
  if (!invoice.canPay)
    return <Notice title="There is nothing to pay here now">Ask the sender if you expected otherwise.</Notice>;
  return (
    <>
      {came === 'notPaid' && (
        <Notice tone="warning" title="The payment did not go through">
          You came back without it being confirmed. Nothing was taken; try again, or pay another way.
        </Notice>
      )}
      {last && invoice.status !== 'open' && (
        <Notice tone="success" title="Thank you">
          We received <Money {...last.amount} />. What is left is shown above.
        </Notice>
      )}
      {children}
    </>
  );
}

function Loading() {
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]" aria-busy>
      <h1 className="sr-only">Your invoice is loading</h1>
      <div className="flex flex-col gap-4 lg:order-2">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-10 w-56" />
        <Skeleton className="h-48 w-full" />
      </div>
      <Skeleton className="h-96 w-full lg:order-1" />
    </div>
  );
}

/** A payment made elsewhere, or word of ours, moves the page. */
function useLive(path: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const look = () => void readAgain(queries, [path]);
    return listen({ url: '/api/v1/portal/live', onEvent: look, onReturn: look });
  }, [queries, path]);
}
