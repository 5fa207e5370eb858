import { ConfirmDialog } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';

type Props = { invoice: InvoiceModel; onClose: () => void; onDiscarded: (() => void) | undefined };

export function DiscardDialog({ invoice, onClose, onDiscarded }: Props) {
  const change = useChange<void>(
    () => ({ method: 'DELETE', path: `/invoices/${invoice.id}`, intent: `discard ${invoice.id}` }),
    // The draft itself is gone: reading it again would only find nothing.
    () => ['/panels/invoices', '/dashboard'],
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Discard"
      object={nameOf(invoice)}
      consequence="The draft leaves nothing behind. This cannot be undone."
      onConfirm={async () => {
        sayOutcome(await change.run(), 'The draft is discarded.');
        onDiscarded?.();
      }}
    />
  );
}
