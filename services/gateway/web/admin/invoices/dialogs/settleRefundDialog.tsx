import { localDate } from '@purser/billing';
import { DateInput, Field, moneyText, Select, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { RefundModel, SettleRefundBody } from '../../../../src/api/models/refund.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useSession } from '../../session/useSession.ts';
import { paymentMethods } from '../paymentMethods.ts';

type Props = { refund: RefundModel; touched: readonly string[]; onClose: () => void };

/** A refund that could not be sent by card was paid another way. */
export function SettleRefundDialog({ refund: { id, failed, amount }, touched, onClose }: Props) {
  const { now, locale } = useSurroundings();
  const { tenant } = useSession();
  const today = localDate(now(), tenant.timeZone);
  const [method, setMethod] = useState<SettleRefundBody['method']>('bankTransfer');
  const [paidOn, setPaidOn] = useState<string | null>(today);
  const change = useChange<SettleRefundBody>(
    (body) => ({ method: 'POST', path: `/refunds/${id}/settle`, body, intent: `settle ${id}` }),
    () => touched,
  );
  const money = moneyText(failed, amount.currency, locale);
  const submit = async () => {
    if (!paidOn) return false;
    sayOutcome(await change.run({ method, paidOn }), `${money} is recorded as paid back.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Record that it was paid back"
      description={`${money} went back to the customer another way than by card.`}
      submitLabel="Record"
      doing="record that the refund was paid back"
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Paid by">
          <Select
            options={paymentMethods}
            value={method}
            onValueChange={(value) => setMethod(paymentMethods.find((each) => each.value === value)?.value ?? 'other')}
          />
        </Field>
        <Field label="Paid on" error={paidOn ? undefined : 'Enter a day up to today.'}>
          <DateInput value={paidOn} max={today} onValueChange={setPaidOn} />
        </Field>
      </div>
    </FormDialog>
  );
}
