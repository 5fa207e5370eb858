import { Button, ButtonLink, Menu, type MenuItem, useSurroundings } from '@purser/ui';
import { Ban, Banknote, ChevronDown, Copy, Download, Link2Off, ReceiptText, Send, Trash2 } from 'lucide-react';
import type { DraftBody, InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import type { InvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { nameOf } from '../naming.ts';
import { pdfOf } from '../pdfOf.ts';
import { bodyOfCopy } from './bodyOfCopy.ts';

type Props = { invoice: InvoiceModel; onAsk: (act: InvoiceAct) => void; onSend: () => void };

/** Everything else that can be done; what does harm stands last. */
export function MoreActions({ invoice, onAsk, onSend }: Props) {
  const { id, status } = invoice;
  const mayBill = useCan('bill');
  const copy = useDuplicate(invoice);
  const isDraft = status === 'draft';
  const isOwed = status === 'open' || status === 'partlyPaid' || status === 'overdue';
  const size = 14;
  const pdf: MenuItem = {
    id: 'pdf',
    label: 'Download PDF',
    icon: <Download aria-hidden size={size} />,
    onSelect: () => void open(pdfOf(id), '_blank', 'noopener'),
  };
  const items: MenuItem[] = [
    ...(isOwed
      ? [
          {
            id: 'send',
            label: 'Send again',
            icon: <Send aria-hidden size={size} />,
            onSelect: onSend,
          } satisfies MenuItem,
        ]
      : []),
    ...(isOwed
      ? [
          {
            id: 'record',
            label: 'Record payment',
            icon: <Banknote aria-hidden size={size} />,
            onSelect: () => onAsk('recordPayment'),
          } satisfies MenuItem,
        ]
      : []),
    ...(isDraft ? [] : [pdf]),
    {
      id: 'duplicate',
      label: 'Duplicate as draft',
      icon: <Copy aria-hidden size={size} />,
      onSelect: () => void copy(),
    },
    ...(isDraft || status === 'void'
      ? []
      : ([
          {
            id: 'credit',
            label: 'Credit note…',
            icon: <ReceiptText aria-hidden size={size} />,
            onSelect: () => onAsk('credit'),
          },
          { kind: 'line', id: 'line' },
          {
            id: 'revoke',
            label: 'Revoke links…',
            icon: <Link2Off aria-hidden size={size} />,
            tone: 'danger',
            onSelect: () => onAsk('revoke'),
          },
        ] satisfies MenuItem[])),
    ...(isOwed
      ? [
          {
            id: 'void',
            label: 'Void…',
            icon: <Ban aria-hidden size={size} />,
            tone: 'danger',
            onSelect: () => onAsk('void'),
          } satisfies MenuItem,
        ]
      : []),
    ...(isDraft
      ? ([
          { kind: 'line', id: 'line' },
          {
            id: 'discard',
            label: 'Discard draft…',
            icon: <Trash2 aria-hidden size={size} />,
            tone: 'danger',
            onSelect: () => onAsk('discard'),
          },
        ] satisfies MenuItem[])
      : []),
  ];
  return (
    <>
      {mayBill ? (
        <Menu
          trigger={
            <Button>
              More
              <ChevronDown aria-hidden size={14} />
            </Button>
          }
          items={items}
        />
      ) : (
        !isDraft && (
          <ButtonLink href={pdfOf(id)} target="_blank">
            Download PDF
          </ButtonLink>
        )
      )}
      {isDraft && mayBill && <ButtonLink href={routes.editInvoice(id)}>Edit</ButtonLink>}
    </>
  );
}

function useDuplicate(invoice: InvoiceModel): () => Promise<void> {
  const { navigate } = useSurroundings();
  const draft = useChange<DraftBody, InvoiceModel>(
    (body) => ({ method: 'POST', path: '/invoices', body, intent: `duplicate ${invoice.id}` }),
    () => ['/panels/invoices', '/dashboard'],
  );
  return async () => {
    try {
      const outcome = await draft.run(bodyOfCopy(invoice));
      sayOutcome(outcome, `A draft like ${nameOf(invoice)} is made.`);
      if (outcome.kind === 'done') navigate?.(routes.editInvoice(outcome.body.id));
    } catch (error) {
      sayFailure(error, `duplicate ${nameOf(invoice)}`);
    }
  };
}
