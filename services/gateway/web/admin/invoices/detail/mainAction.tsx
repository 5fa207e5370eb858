import { Button, ButtonLink } from '@purser/ui';
import { Banknote, Download, Send } from 'lucide-react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { InvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { pdfOf } from '../pdfOf.ts';

type Props = {
  invoice: InvoiceModel;
  wasMailed: boolean;
  onAsk: (act: InvoiceAct) => void;
  onSend: () => void;
  sending: boolean;
};

/** The one thing to do next: issue a draft, get an overdue invoice to its reader, note the money that came. */
export function MainAction({ invoice: { id, status }, wasMailed, onAsk, onSend, sending }: Props) {
  switch (status) {
    case 'draft':
      return (
        <Button variant="primary" icon={<Send aria-hidden size={16} />} onClick={() => onAsk('issue')}>
          Issue…
        </Button>
      );
    case 'overdue':
      return (
        <Button variant="primary" icon={<Send aria-hidden size={16} />} busy={sending} onClick={onSend}>
          {wasMailed ? 'Send again' : 'Send'}
        </Button>
      );
    case 'open':
    case 'partlyPaid':
    case 'uncollectible':
      return (
        <Button variant="primary" icon={<Banknote aria-hidden size={16} />} onClick={() => onAsk('recordPayment')}>
          Record payment
        </Button>
      );
    default:
      return (
        <ButtonLink href={pdfOf(id)} target="_blank" icon={<Download aria-hidden size={16} />}>
          Download PDF
        </ButtonLink>
      );
  }
}
