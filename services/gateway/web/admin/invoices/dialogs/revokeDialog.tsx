import { ConfirmDialog } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';

export function RevokeDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const change = useChange<void, { revoked: number }>(
    () => ({ method: 'POST', path: `/invoices/${invoice.id}/links/revoke`, intent: `revokeLinks ${invoice.id}` }),
    () => [`/invoices/${invoice.id}`],
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Revoke links"
      object={`of ${nameOf(invoice)}`}
      consequence="Links in mails that went out stop working, also for who has one open. Send the invoice again to give the customer a new one."
      onConfirm={async () => {
        const outcome = await change.run();
        const count = outcome.kind === 'done' ? outcome.body.revoked : 0;
        sayOutcome(outcome, count === 1 ? '1 link stopped working.' : `${count} links stopped working.`);
      }}
    />
  );
}
