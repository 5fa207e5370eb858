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
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import { useTitle } from '../../useTitle.ts';
import { type Asked, InvoiceDialogs, isInvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { useSendAgain } from '../useSendAgain.ts';
import { BooksCard } from './booksCard.tsx';
import { DocumentCard } from './documentCard.tsx';
import { FactsCard } from './factsCard.tsx';
import { InvoiceTimeline } from './invoiceTimeline.tsx';
import { LinesWhyCard } from './linesWhyCard.tsx';
import { MailsCard } from './mailsCard.tsx';
import { MainAction } from './mainAction.tsx';
import { MoreActions } from './moreActions.tsx';
import { PaymentsCard } from './paymentsCard.tsx';

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

function Loaded({ invoice }: { invoice: InvoiceModel }) {
  const { id, number, status, customer, currency, totals, due, held } = invoice;
  const { navigate } = useSurroundings();
  const mayBill = useCan('bill');
  const to = useMailedTo(customer.id);
  const dialogs = useAsked(id);
  const { send, busy } = useSendAgain();
  const isDraft = status === 'draft';
  const sendAgain = () => void send({ invoiceId: id, name: `Invoice ${number}`, to: to ?? null });
  return (
    <>
      <PageHeader
        back={{ href: routes.invoices, label: 'Invoices' }}
        title={number ?? 'Draft'}
        status={status}
        subtitle={<Subtitle invoice={invoice} />}
        amount={
          <Money
            amount={isDraft || status === 'paid' || status === 'void' ? totals.total : due.amount}
            currency={currency}
          />
        }
        action={mayBill && <MainAction invoice={invoice} onAsk={dialogs.ask} onSend={sendAgain} sending={busy} />}
        more={<MoreActions invoice={invoice} onAsk={dialogs.ask} onSend={sendAgain} />}
      />
      {held.amount > 0 && (
        <Notice className="mb-5" title="A payment is under way.">
          <Money amount={held.amount} currency={held.currency} /> is set aside for it. Until it ends, this much cannot
          be paid, voided or credited.
        </Notice>
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {/* On a phone the document, which is long, comes after all that is short. */}
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          <FactsCard invoice={invoice} />
          {invoice.lines.length > 0 && <LinesWhyCard invoice={invoice} />}
          {!isDraft && <PaymentsCard invoiceId={id} />}
          <div className="min-w-0 max-lg:order-last">
            <DocumentCard invoice={invoice} />
          </div>
        </div>
        <aside aria-label="What happened" className="flex min-w-0 flex-col gap-5">
          <InvoiceTimeline invoiceId={id} />
          {!isDraft && <MailsCard invoiceId={id} />}
          {!isDraft && <BooksCard invoiceId={id} />}
        </aside>
      </div>
      <InvoiceDialogs asked={dialogs.asked} onClose={dialogs.close} onDiscarded={() => navigate?.(routes.invoices)} />
    </>
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
