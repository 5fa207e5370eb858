import { localDate } from '@purser/billing';
import { Field, Input, MoneyInput, moneyText, Select, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { PaymentModel } from '../../../../src/api/models/payment.ts';
import type { RefundBody } from '../../../../src/api/models/refund.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useSession } from '../../session/useSession.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

const reasons: readonly { value: RefundBody['reason']; label: string }[] = [
  { value: 'requestedByCustomer', label: 'The customer asked for it' },
  { value: 'duplicate', label: 'It was paid twice' },
  { value: 'fraudulent', label: 'The payment was a fraud' },
];

/** What of a payment still settles the invoice; minor units. */
export const leftOf = ({ amount, reversed }: InvoiceModel['allocations'][number]): number => amount - reversed;

/** A payment goes back, or part of it; the invoice is owed again by as much. */
export function RefundDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, currency } = invoice;
  const { locale } = useSurroundings();
  const payments = invoice.allocations.filter((each) => leftOf(each) > 0);
  const labels = usePaymentLabels(id);
  const [paymentId, setPaymentId] = useState(payments[0]?.paymentId ?? '');
  const chosen = payments.find((each) => each.paymentId === paymentId);
  const left = chosen ? leftOf(chosen) : 0;
  const [amount, setAmount] = useState<number | null>(left);
  const [reason, setReason] = useState<RefundBody['reason']>('requestedByCustomer');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<RefundBody, InvoiceModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/refunds`, body, intent: `refund ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const noAmount = amount === null || amount < 1;
  const most = moneyText(left, currency, locale);
  const wrong = noAmount
    ? 'Enter what goes back.'
    : amount > left
      ? `No more than ${most} of this payment can go back.`
      : undefined;
  const submit = async () => {
    setTried(true);
    if (noAmount || wrong || paymentId === '') return false;
    const body = { paymentId, amount, reason, ...(note.trim() && { note: note.trim() }) };
    sayOutcome(await change.run(body), `${moneyText(amount, currency, locale)} is on its way back.`);
    return true;
  };
  const choose = (next: string) => {
    setPaymentId(next);
    const payment = payments.find((each) => each.paymentId === next);
    setAmount(payment ? leftOf(payment) : null);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Refund a payment of ${nameOf(invoice)}`}
      description="The money goes back to the card it came from, and this much of the invoice is owed again. To take back what was sold as well, write a credit note."
      submitLabel={noAmount ? 'Refund' : `Refund ${moneyText(amount, currency, locale)}`}
      doing={`refund a payment of ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      {payments.length > 1 && (
        <Field label="Payment">
          <Select
            value={paymentId}
            onValueChange={choose}
            options={payments.map((each) => ({
              value: each.paymentId,
              label: `${labels(each.paymentId)}, ${moneyText(leftOf(each), currency, locale)}`,
            }))}
          />
        </Field>
      )}
      <Field label="Amount" hint={`At most ${most}`} error={tried ? wrong : undefined}>
        <MoneyInput autoFocus value={amount} currency={currency} onValueChange={setAmount} />
      </Field>
      <Field label="Reason">
        <Select options={reasons} value={reason} onValueChange={(value) => setReason(reasonIn(value))} />
      </Field>
      <Field label="Note" required={false} hint="For staff alone, on the timeline.">
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}

/** What a payment is called: a card payment by its day. Money that came another way has to go back another way, too. */
function usePaymentLabels(invoiceId: string): (paymentId: string) => string {
  const { locale } = useSurroundings();
  const { tenant } = useSession();
  const { data } = useRead<{ data: PaymentModel[] }>('/payments', { query: { invoice: invoiceId, limit: 50 } });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (paymentId) => {
    const payment = data?.data.find((each) => each.id === paymentId);
    if (!payment) return data ? 'Not by card' : 'Payment';
    const day = localDate(new Date(payment.receivedAt), tenant.timeZone);
    return `Card, ${days.format(new Date(`${day}T00:00:00Z`))}`;
  };
}

const reasonIn = (value: string): RefundBody['reason'] =>
  reasons.find((each) => each.value === value)?.value ?? 'requestedByCustomer';
