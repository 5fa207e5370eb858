import { ConfirmDialog, moneyText, useSurroundings } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

export function ReopenDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, writtenOff, currency } = invoice;
  const { locale } = useSurroundings();
  const change = useChange<void, InvoiceModel>(
    () => ({ method: 'POST', path: `/invoices/${id}/reopen`, intent: `reopen ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const amount = moneyText(writtenOff.amount, currency, locale);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      verb="Reopen"
      object={nameOf(invoice)}
      consequence={`The write-off is taken back: ${amount} counts as outstanding again.`}
      onConfirm={async () => sayOutcome(await change.run(), `${amount} of ${nameOf(invoice)} is due again.`)}
    />
  );
}
