import {
  ButtonLink,
  DateText,
  ErrorState,
  Link,
  Money,
  Notice,
  PageHeader,
  Skeleton,
  useSurroundings,
} from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useMailedTo } from '../../customers/mailedTo.ts';
import { useWasMailed } from '../../mails/useWasMailed.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import { useTitle } from '../../useTitle.ts';
import { type Asked, InvoiceDialogs, isInvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { useSendInvoice } from '../useSendInvoice.ts';
import { AutopayCard } from './autopayCard.tsx';
import { BooksCard } from './booksCard.tsx';
import { CreditNotesCard } from './creditNotesCard.tsx';
import { CreditNotice } from './creditNotice.tsx';
import { DisputeNotice } from './disputeNotice.tsx';
import { DocumentCard } from './documentCard.tsx';
import { FactsCard } from './factsCard.tsx';
import { InvoiceTimeline } from './invoiceTimeline.tsx';
import { LinesWhyCard } from './linesWhyCard.tsx';
import { MailsCard } from './mailsCard.tsx';
import { MainAction } from './mainAction.tsx';
import { MoreActions } from './moreActions.tsx';
import { PaymentsCard } from './paymentsCard.tsx';
import { RefundsCard } from './refundsCard.tsx';
import { UnderWayNotice } from './underWayNotice.tsx';

/** One invoice: what it is and what can be done on the left, what happened on the right. */
export function InvoicePage({ invoiceId }: { invoiceId: string }) {
  const { data: invoice, error, refetch } = useRead<InvoiceModel>(`/invoices/${invoiceId}`);
  useTitle(invoice?.number ? `Invoice ${invoice.number}` : 'Draft');
  if (error && !invoice) {
    return (
      <ErrorState
        error={error}
        doing="load the invoice"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.invoices}>All invoices</ButtonLink>}
      />
    );
  }
  return invoice ? <Loaded invoice={invoice} /> : <Waiting />;
}

/** Statuses in which nothing is due, so that the total says more. */
const settled: ReadonlySet<InvoiceModel['status']> = new Set(['draft', 'paid', 'void', 'uncollectible']);

function Loaded({ invoice }: { invoice: InvoiceModel }) {
  const { id, number, status, customer, currency, totals, due } = invoice;
  const { navigate } = useSurroundings();
  const mayBill = useCan('bill');
  const to = useMailedTo(customer.id);
  const dialogs = useAsked(id);
  const { send, busy } = useSendInvoice();
  const isDraft = status === 'draft';
  const wasMailed = useWasMailed(id, !isDraft) ?? false;
  const sendIt = () => void send({ invoiceId: id, name: `Invoice ${number}`, to: to ?? null });
  return (
    <>
      <PageHeader
        back={{ href: routes.invoices, label: 'Invoices' }}
        title={number ?? 'Draft'}
        status={status}
        subtitle={<Subtitle invoice={invoice} />}
        amount={<Money amount={settled.has(status) ? totals.total : due.amount} currency={currency} />}
        action={
          mayBill && (
            <MainAction invoice={invoice} wasMailed={wasMailed} onAsk={dialogs.ask} onSend={sendIt} sending={busy} />
          )
        }
        more={<MoreActions invoice={invoice} wasMailed={wasMailed} onAsk={dialogs.ask} onSend={sendIt} />}
      />
      {!isDraft && <UnderWayNotice invoice={invoice} />}
      <DisputeNotice invoice={invoice} />
      {!isDraft && <CreditNotice invoice={invoice} />}
      {invoice.taxProblems.length > 0 && <TaxNotice invoice={invoice} mayEdit={mayBill} />}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {/* On a phone the document, which is long, comes after all that is short. */}
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          <FactsCard invoice={invoice} />
          {invoice.lines.length > 0 && <LinesWhyCard invoice={invoice} />}
          {!isDraft && <AutopayCard invoiceId={id} customerId={customer.id} />}
          {!isDraft && <PaymentsCard invoiceId={id} />}
          {!isDraft && <RefundsCard invoiceId={id} />}
          {invoice.creditNotes.length > 0 && <CreditNotesCard creditNotes={invoice.creditNotes} />}
          <div className="min-w-0 max-lg:order-last">
            <DocumentCard invoice={invoice} />
          </div>
        </div>
        <aside aria-label="What happened" className="flex min-w-0 flex-col gap-5">
          <InvoiceTimeline invoiceId={id} onNote={mayBill ? () => dialogs.ask('note') : undefined} />
          {!isDraft && <MailsCard invoiceId={id} />}
          {!isDraft && <BooksCard invoiceId={id} />}
        </aside>
      </div>
      <InvoiceDialogs asked={dialogs.asked} onClose={dialogs.close} onDiscarded={() => navigate?.(routes.invoices)} />
    </>
  );
}

/** A draft may have been written, or copied, under a rate that has ended since. */
function TaxNotice({ invoice: { id, taxProblems }, mayEdit }: { invoice: InvoiceModel; mayEdit: boolean }) {
  const words = [...new Set(taxProblems.map(({ message }) => message))];
  return (
    <Notice
      tone="warning"
      className="mb-5"
      title="This cannot be issued today."
      action={mayEdit && <ButtonLink href={routes.editInvoice(id)}>Edit</ButtonLink>}
    >
      {words.join(' ')}
    </Notice>
  );
}

function Subtitle({ invoice: { customer, dueDate, status, due, totals } }: { invoice: InvoiceModel }) {
  const owed = due.amount > 0 && due.amount < totals.total;
  return (
    <>
      <Link
        href={routes.customer(customer.id)}
        className="text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        {customer.name ?? 'Customer'}
      </Link>
      {dueDate && (status === 'open' || status === 'partlyPaid' || status === 'overdue') && (
        <>
          {' · '}
          {owed ? 'still due' : 'due'} <DateText date={dueDate} />
        </>
      )}
    </>
  );
}

/** The dialog asked for; `?ask=issue` opens one with the page, for those who come from the editor. */
function useAsked(invoiceId: string) {
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState<Asked['act']>();
  const inAddress = address.get('ask');
  const act = asked ?? (isInvoiceAct(inAddress) ? inAddress : undefined);
  return {
    asked: act && { act, invoiceId },
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
