import { localDate } from '@purser/billing';
import { Checkbox, DateInput, Field, Input, MoneyInput, moneyText, Select, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { InvoiceModel, OutsidePaymentBody, OutsidePaymentModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useMailedTo } from '../../customers/mailedTo.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useSession } from '../../session/useSession.ts';
import { nameOf } from '../naming.ts';
import { paymentMethods } from '../paymentMethods.ts';
import { touchedByInvoice } from '../touched.ts';

/** Money that came another way than by card. What is beyond the debt becomes credit, and the form says so before. */
export function RecordPaymentDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, currency, issueDate, writtenOff } = invoice;
  // What was written off is owed all the same: money that comes for it is no overpayment.
  const due = { currency, amount: invoice.due.amount + writtenOff.amount };
  const { now, locale } = useSurroundings();
  const { tenant } = useSession();
  const to = useMailedTo(customer.id);
  const today = localDate(now(), tenant.timeZone);
  const [amount, setAmount] = useState<number | null>(due.amount);
  const [method, setMethod] = useState<OutsidePaymentBody['method']>('bankTransfer');
  const [receivedOn, setReceivedOn] = useState<string | null>(today);
  const [reference, setReference] = useState('');
  const [receipt, setReceipt] = useState(true);
  const [tried, setTried] = useState(false);
  const record = useChange<OutsidePaymentBody, OutsidePaymentModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/payments`, body, intent: `recordPayment ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const noAmount = amount === null || amount < 1;
  const noDay = !receivedOn || receivedOn > today || (issueDate !== null && receivedOn < issueDate);
  const over = amount === null ? 0 : amount - due.amount;
  const submit = async () => {
    setTried(true);
    if (noAmount || noDay) return false;
    const outcome = await record.run({
      amount,
      method,
      receivedOn,
      receipt,
      ...(reference.trim() && { reference: reference.trim() }),
    });
    sayOutcome(outcome, `${moneyText(amount, currency, locale)} is recorded for ${nameOf(invoice)}.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Record a payment for ${nameOf(invoice)}`}
      description={`${moneyText(due.amount, due.currency, locale)} ${writtenOff.amount > 0 ? 'was written off; what comes takes that back.' : 'is due.'}`}
      submitLabel="Record payment"
      doing={`record the payment for ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field
        label="Amount"
        error={tried && noAmount ? 'Enter what was received.' : undefined}
        hint={
          over > 0
            ? `${moneyText(over, currency, locale)} more than is due: it becomes the customer’s credit.`
            : undefined
        }
      >
        <MoneyInput autoFocus value={amount} currency={currency} onValueChange={setAmount} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Paid by">
          <Select options={paymentMethods} value={method} onValueChange={(value) => setMethod(methodIn(value))} />
        </Field>
        <Field label="Received on" error={tried && noDay ? 'From the day of issue to today.' : undefined}>
          <DateInput value={receivedOn} min={issueDate ?? undefined} max={today} onValueChange={setReceivedOn} />
        </Field>
      </div>
      <Field label="Reference" required={false}>
        <Input
          value={reference}
          maxLength={140}
          onChange={(event) => setReference(event.currentTarget.value)}
          placeholder="As on the bank statement"
        />
      </Field>
      <Checkbox
        checked={receipt}
        onCheckedChange={setReceipt}
        label="Send a receipt"
        hint={to ? `To ${to}` : undefined}
      />
    </FormDialog>
  );
}

const methodIn = (value: string): OutsidePaymentBody['method'] =>
  paymentMethods.find((each) => each.value === value)?.value ?? 'other';
