import { Button, Money, Notice } from '@purser/ui';
import type { PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { methodName } from '../../shared/methods/methodWords.ts';
import type { Declined } from './advice.ts';
import { DeclineNotice } from './declineNotice.tsx';

type Props = {
  prepared: PreparedPaymentModel;
  card: { brand: string | null; last4: string | null };
  busy: boolean;
  declined: Declined | undefined;
  onConfirm: () => void;
  /** They would rather use another card. */
  onOther: () => void;
};

/** A payment that was begun with the customer away, and that their bank wants them to confirm: the same one is finished here. */
export function ConfirmAtBank({ prepared, card, busy, declined, onConfirm, onOther }: Props) {
  const { amount, currency } = prepared.amount;
  return (
    <div className="flex flex-col gap-4">
      <Notice title="Your bank wants you to confirm this payment.">
        <Money amount={amount} currency={currency} className="font-semibold text-ink" /> with{' '}
        {methodName({ type: 'card', ...card })}. Nothing was taken yet, and nothing is taken twice.
      </Notice>
      {declined && <DeclineNotice {...declined} />}
      <Button variant="primary" size="large" wide busy={busy} onClick={onConfirm}>
        Confirm at my bank
      </Button>
      <Button variant="ghost" wide disabled={busy} onClick={onOther}>
        Use another card
      </Button>
    </div>
  );
}
