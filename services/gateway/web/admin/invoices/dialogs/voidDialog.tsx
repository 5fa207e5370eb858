import { Field, moneyText, Textarea, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { customerName, nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

/** Takes an invoice back. Its number stays used, as the law asks. */
export function VoidDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, totals, currency } = invoice;
  const { locale } = useSurroundings();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<{ reason: string }, InvoiceModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/void`, body, intent: `void ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const missing = reason.trim() === '';
  const submit = async () => {
    setTried(true);
    if (missing) return false;
    sayOutcome(await change.run({ reason: reason.trim() }), `${capital(nameOf(invoice))} is void.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Void ${nameOf(invoice)}?`}
      description={`${customerName(customer.name)} will owe nothing of the ${moneyText(totals.total, currency, locale)}. This cannot be undone; the number stays used.`}
      tone="danger"
      closeLabel="Keep as it is"
      submitLabel="Void"
      doing={`void ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field
        label="Reason"
        hint="Kept in the invoice’s history."
        error={tried && missing ? 'Say why it is taken back.' : undefined}
      >
        <Textarea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
