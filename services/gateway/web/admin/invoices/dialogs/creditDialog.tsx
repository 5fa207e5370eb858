import { Field, MoneyInput, moneyText, Select, Textarea, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { CreditBody, CreditNoteModel, InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';
import { type CreditForm, creditOf, emptyCredit, type Scope } from './creditForm.ts';
import { CreditLines } from './creditLines.tsx';

const scopes: readonly { value: Scope; label: string }[] = [
  { value: 'whole', label: 'All that is left of the invoice' },
  { value: 'lines', label: 'Some lines' },
  { value: 'amount', label: 'An amount of the whole invoice' },
];

type To = NonNullable<CreditBody['to']>;
const ways: readonly { value: To; label: string }[] = [
  { value: 'credit', label: 'The customer’s credit' },
  { value: 'refund', label: 'Back to the customer, as a refund' },
];

/** A credit note: all that is left of an invoice, lines of it by amount or quantity, or an amount; and where its value goes. */
export function CreditDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, currency, due, paid } = invoice;
  const { locale } = useSurroundings();
  const [form, setForm] = useState<CreditForm>(emptyCredit);
  const [to, setTo] = useState<To>('credit');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<CreditBody, CreditNoteModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/credit`, body, intent: `credit ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const { body, worth, faults } = creditOf(form, invoice);
  const noReason = reason.trim() === '';
  const beyond = worth === null ? paid.amount > 0 : worth > due.amount;
  const submit = async () => {
    setTried(true);
    if (noReason || !body) return false;
    const outcome = await change.run({ reason: reason.trim(), ...body, ...(beyond && paid.amount > 0 && { to }) });
    const said = outcome.kind === 'done' ? outcome.body : undefined;
    const amount = moneyText(said?.total ?? worth ?? 0, currency, locale);
    sayOutcome(outcome, `Credit note${said ? ` ${said.number}` : ''} of ${amount} is issued.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      width="medium"
      title={`Credit ${nameOf(invoice)}`}
      description="It lowers what is due first. It cannot be undone."
      submitLabel={worth ? `Credit ${moneyText(worth, currency, locale)}` : 'Credit'}
      doing={`credit ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field label="What is credited">
        <Select
          value={form.scope}
          onValueChange={(value) =>
            setForm({ ...form, scope: scopes.find((each) => each.value === value)?.value ?? 'whole' })
          }
          options={scopes}
        />
      </Field>
      {form.scope === 'lines' && (
        <CreditLines invoice={invoice} form={form} onChange={setForm} faults={faults} tried={tried} />
      )}
      {form.scope === 'amount' && (
        <Field label="Amount, tax included" error={tried ? faults.amount : undefined}>
          <MoneyInput
            autoFocus
            value={form.amount}
            currency={currency}
            onValueChange={(amount) => setForm({ ...form, amount })}
          />
        </Field>
      )}
      {beyond && paid.amount > 0 && (
        <Field
          label="What was paid already goes to"
          hint={to === 'refund' ? 'Asked for now, and pending until it is sent back.' : undefined}
        >
          <Select
            options={ways}
            value={to}
            onValueChange={(value) => setTo(ways.find((each) => each.value === value)?.value ?? 'credit')}
          />
        </Field>
      )}
      <Field
        label="Reason"
        hint="It stands on the credit note."
        error={tried && noReason ? 'Say why it is credited.' : undefined}
      >
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}
