import { Field, moneyText, Textarea, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

/** What is left of an invoice is a loss. The customer still owes it, and it can be reopened. */
export function WriteOffDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, due, currency } = invoice;
  const { locale } = useSurroundings();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<{ reason: string }, InvoiceModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/write-off`, body, intent: `writeOff ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const amount = moneyText(due.amount, currency, locale);
  const missing = reason.trim() === '';
  const submit = async () => {
    setTried(true);
    if (missing) return false;
    sayOutcome(await change.run({ reason: reason.trim() }), `${amount} of ${nameOf(invoice)} is written off.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Write off ${nameOf(invoice)}?`}
      description={`${amount} goes to bad debts and out of what is outstanding. The customer is not told, and money that comes all the same is taken. You can reopen it.`}
      tone="danger"
      closeLabel="Keep as it is"
      submitLabel={`Write off ${amount}`}
      doing={`write off ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field
        label="Reason"
        hint="Kept in the timeline, for staff alone."
        error={tried && missing ? 'Say why it is written off.' : undefined}
      >
        <Textarea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}
