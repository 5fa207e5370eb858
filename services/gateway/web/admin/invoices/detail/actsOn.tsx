import type { MenuItem } from '@purser/ui';
import {
  Ban,
  Banknote,
  CircleSlash,
  Copy,
  Download,
  Link2Off,
  type LucideIcon,
  ReceiptText,
  RotateCcw,
  Send,
  StickyNote,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { InvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { leftOf } from '../dialogs/refundDialog.tsx';
import { pdfOf } from '../pdfOf.ts';

type Doing = { wasMailed: boolean; onAsk: (act: InvoiceAct) => void; onSend: () => void; onCopy: () => void };
type Group = (MenuItem | false)[];

const item = (id: string, label: string, Icon: LucideIcon, onSelect: () => void, tone?: 'danger'): MenuItem => ({
  id,
  label,
  icon: <Icon aria-hidden size={14} />,
  onSelect,
  ...(tone && { tone }),
});

/** What can be done with an invoice as it stands, besides its main action; what does harm stands last. */
export function actsOn(invoice: InvoiceModel, { wasMailed, onAsk, onSend, onCopy }: Doing): MenuItem[] {
  const { id, status, paid, credited, creditApplied } = invoice;
  const isDraft = status === 'draft';
  const isOwed = status === 'open' || status === 'partlyPaid' || status === 'overdue';
  const isWrittenOff = status === 'uncollectible';
  // What money, credit or a credit note has touched is credited, not voided.
  const isUntouched = paid.amount + credited.amount + creditApplied.amount === 0;
  const mayRefund = invoice.disputed === null && invoice.allocations.some((each) => leftOf(each) > 0);
  const mayCredit = isOwed || status === 'paid';
  const harmless: Group = [
    isOwed && item('send', wasMailed ? 'Send again' : 'Send', Send, onSend),
    isOwed && item('record', 'Record payment', Banknote, () => onAsk('recordPayment')),
    !isDraft && item('pdf', 'Download PDF', Download, () => void open(pdfOf(id), '_blank', 'noopener')),
    item('duplicate', 'Duplicate as draft', Copy, onCopy),
    item('note', 'Add note…', StickyNote, () => onAsk('note')),
    isWrittenOff && item('reopen', 'Reopen…', RotateCcw, () => onAsk('reopen')),
    mayCredit && item('credit', 'Credit note…', ReceiptText, () => onAsk('credit')),
    mayRefund && item('refund', 'Refund a payment…', Undo2, () => onAsk('refund')),
  ];
  const harmful: Group = [
    mayCredit && item('revoke', 'Revoke links…', Link2Off, () => onAsk('revoke'), 'danger'),
    isOwed && item('writeOff', 'Write off…', CircleSlash, () => onAsk('writeOff'), 'danger'),
    isOwed && isUntouched && item('void', 'Void…', Ban, () => onAsk('void'), 'danger'),
    isDraft && item('discard', 'Discard draft…', Trash2, () => onAsk('discard'), 'danger'),
  ];
  const last = harmful.filter((each) => each !== false);
  return [
    ...harmless.filter((each) => each !== false),
    ...(last.length > 0 ? [{ kind: 'line' as const, id: 'line' }, ...last] : []),
  ];
}
