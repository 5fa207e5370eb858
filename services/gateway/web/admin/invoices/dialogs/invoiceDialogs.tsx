import { Dialog, ErrorState, Skeleton } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { CreditDialog } from './creditDialog.tsx';
import { DiscardDialog } from './discardDialog.tsx';
import { IssueDialog } from './issueDialog.tsx';
import { NoteDialog } from './noteDialog.tsx';
import { RecordPaymentDialog } from './recordPaymentDialog.tsx';
import { RefundDialog } from './refundDialog.tsx';
import { ReopenDialog } from './reopenDialog.tsx';
import { RevokeDialog } from './revokeDialog.tsx';
import { VoidDialog } from './voidDialog.tsx';
import { WriteOffDialog } from './writeOffDialog.tsx';

export type InvoiceAct =
  | 'issue'
  | 'recordPayment'
  | 'void'
  | 'credit'
  | 'refund'
  | 'writeOff'
  | 'reopen'
  | 'note'
  | 'revoke'
  | 'discard';
export type Asked = { act: InvoiceAct; invoiceId: string };

const acts: readonly string[] = [
  'issue',
  'recordPayment',
  'void',
  'credit',
  'refund',
  'writeOff',
  'reopen',
  'note',
  'revoke',
  'discard',
] satisfies InvoiceAct[];

/** Whether an action of a panel or an address is one that a dialog asks about. */
export const isInvoiceAct = (id: string | null): id is InvoiceAct => id !== null && acts.includes(id);

/** The one dialog that was asked for. It reads the invoice itself, so that it speaks of what is true now. */
export function InvoiceDialogs({
  asked,
  onClose,
  onDiscarded,
}: {
  asked: Asked | undefined;
  onClose: () => void;
  onDiscarded?: () => void;
}) {
  if (!asked) return null;
  return <Loaded key={`${asked.act} ${asked.invoiceId}`} asked={asked} onClose={onClose} onDiscarded={onDiscarded} />;
}

type LoadedProps = { asked: Asked; onClose: () => void; onDiscarded: (() => void) | undefined };

function Loaded({ asked: { act, invoiceId }, onClose, onDiscarded }: LoadedProps) {
  const { data: invoice, error, refetch } = useRead<InvoiceModel>(`/invoices/${invoiceId}`);
  if (!invoice) {
    return (
      <Dialog open onOpenChange={onClose} title="Invoice">
        {error ? (
          <ErrorState error={error} doing="load the invoice" onRetry={() => void refetch()} />
        ) : (
          <div className="flex flex-col gap-3 pb-5">
            <Skeleton className="w-2/3" />
            <Skeleton />
          </div>
        )}
      </Dialog>
    );
  }
  switch (act) {
    case 'issue':
      return <IssueDialog invoice={invoice} onClose={onClose} />;
    case 'recordPayment':
      return <RecordPaymentDialog invoice={invoice} onClose={onClose} />;
    case 'void':
      return <VoidDialog invoice={invoice} onClose={onClose} />;
    case 'credit':
      return <CreditDialog invoice={invoice} onClose={onClose} />;
    case 'refund':
      return <RefundDialog invoice={invoice} onClose={onClose} />;
    case 'writeOff':
      return <WriteOffDialog invoice={invoice} onClose={onClose} />;
    case 'reopen':
      return <ReopenDialog invoice={invoice} onClose={onClose} />;
    case 'note':
      return <NoteDialog invoice={invoice} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog invoice={invoice} onClose={onClose} />;
    case 'discard':
      return <DiscardDialog invoice={invoice} onClose={onClose} onDiscarded={onDiscarded} />;
  }
}
