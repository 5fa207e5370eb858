import { Field, Textarea } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';

/** A remark for colleagues, in the invoice's timeline. */
export function NoteDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id } = invoice;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<{ text: string }>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/notes`, body, intent: `note ${id}` }),
    () => [`/invoices/${id}`],
  );
  const missing = text.trim() === '';
  const submit = async () => {
    setTried(true);
    if (missing) return false;
    sayOutcome(await change.run({ text: text.trim() }), 'The note is in the timeline.');
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Note on ${nameOf(invoice)}`}
      submitLabel="Add note"
      doing={`add a note to ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field
        label="Note"
        hint="For staff alone; the customer never sees it."
        error={tried && missing ? 'Write something.' : undefined}
      >
        <Textarea
          autoFocus
          rows={5}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}
