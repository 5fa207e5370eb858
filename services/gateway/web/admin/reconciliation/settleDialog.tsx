import { Field, Input, Money, Textarea } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceSummaryModel } from '../../../src/api/models/invoice.ts';
import type { OrphanModel, SettleOrphanBody } from '../../../src/api/models/reconciliation.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { useChange } from '../../shared/api/changes.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { actionWords, type OrphanAction } from './words.ts';

type Props = { orphan: OrphanModel; action: OrphanAction; onClose: () => void };

/** What is done with a charge that does not match, and why: once, for good. */
export function SettleDialog({ orphan, action, onClose }: Props) {
  const api = useApi();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<{ number?: string; reason?: string }>({});
  const needsInvoice = action === 'link' || action === 'credit';
  const change = useChange<SettleOrphanBody, { status: string }>(
    (body) => ({ method: 'POST', path: `/orphans/${orphan.id}/settle`, body, intent: `settle ${orphan.id} ${action}` }),
    () => ['/orphans', '/reconciliation', '/payments', '/panels', '/invoices', '/dashboard'],
  );
  const words = actionWords[action];
  const invoiceOf = async (): Promise<string | undefined> => {
    const wanted = number.trim();
    const { data } = await api.get<{ data: InvoiceSummaryModel[] }>('/invoices', { number: wanted, limit: 10 });
    return data.find((invoice) => invoice.number === wanted)?.id;
  };
  const submit = async () => {
    const missing = {
      ...(needsInvoice && number.trim() === '' && { number: 'Write the invoice’s number.' }),
      ...(reason.trim() === '' && { reason: 'Say why, for whoever looks at it later.' }),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return false;
    const invoiceId = needsInvoice ? await invoiceOf() : undefined;
    if (needsInvoice && !invoiceId) {
      setErrors({ number: 'There is no invoice of this number.' });
      return false;
    }
    const outcome = await change.run({ action, reason: reason.trim(), ...(invoiceId && { invoiceId }) });
    sayOutcome(outcome, words.done);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={words.title}
      description={words.text}
      submitLabel={words.title}
      doing={words.title.toLowerCase()}
      tone={action === 'refund' ? 'danger' : 'normal'}
      onSubmit={submit}
    >
      {orphan.atStripe && (
        <p className="text-ink-2">
          <Money amount={orphan.atStripe.amount} currency={orphan.atStripe.currency} className="font-medium" /> at
          Stripe
        </p>
      )}
      {needsInvoice && (
        <Field label="Invoice number" error={errors.number}>
          <Input autoFocus maxLength={60} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
        </Field>
      )}
      <Field label="Reason" error={errors.reason}>
        <Textarea
          autoFocus={!needsInvoice}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}
