import { Field, Textarea } from '@purser/ui';
import { useState } from 'react';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { customerName } from '../../invoices/naming.ts';
import { capital, nameOfQuote, touchedByQuote } from '../naming.ts';

/** The customer said no, and not on the quote's own page. */
export function DeclineDialog({ quote, onClose }: { quote: QuoteModel; onClose: () => void }) {
  const { id, customer } = quote;
  const [reason, setReason] = useState('');
  const change = useChange<{ reason?: string }, QuoteModel>(
    (body) => ({ method: 'POST', path: `/quotes/${id}/decline`, body, intent: `decline ${id}` }),
    () => touchedByQuote(customer.id),
  );
  const submit = async () => {
    const said = reason.trim();
    sayOutcome(await change.run(said === '' ? {} : { reason: said }), `${capital(nameOfQuote(quote))} is declined.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Note that ${nameOfQuote(quote)} was declined?`}
      description={`Do this when ${customerName(customer.name)} told you so. It can be revised afterwards.`}
      submitLabel="Note it"
      doing={`note the refusal of ${nameOfQuote(quote)}`}
      onSubmit={submit}
    >
      <Field label="Reason" required={false}>
        <Textarea
          autoFocus
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}
