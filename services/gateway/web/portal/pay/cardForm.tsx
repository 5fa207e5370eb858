import { Button, ErrorState, Money, moneyText, useSurroundings } from '@purser/ui';
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { useConfirm } from './confirm.ts';
import { ConfirmAtBank } from './confirmAtBank.tsx';
import { DeclineNotice } from './declineNotice.tsx';
import { useGiveUp } from './giveUp.ts';
import { FormSkeleton, usePaymentElement } from './paymentElement.tsx';
import { useWaiting } from './waiting.ts';

type Props = {
  prepared: PreparedPaymentModel;
  onBack: () => void;
  /** Stripe has the money, or is on its way to it. */
  onPaid: () => void;
};

/** The card form is Stripe's own, in a frame: what is typed there never touches this page. */
export function CardForm({ prepared, onBack, onPaid }: Props) {
  const { locale } = useSurroundings();
  const { place, ready, failed, stripe, elements, retry } = usePaymentElement(prepared);
  const { confirm, busy, declined } = useConfirm({ stripe, elements, onPaid });
  const waiting = useWaiting({ stripe, clientSecret: prepared.clientSecret }, onPaid);
  const [other, setOther] = useState(false);
  const change = useGiveUp(prepared.attemptId, (what) => (what === 'counts' ? onPaid() : onBack()));
  const isWaiting = waiting.card !== undefined && !other;
  const { amount, currency } = prepared.amount;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy && !change.busy) void confirm();
  };
  return (
    <>
      {waiting.card && isWaiting && (
        <ConfirmAtBank
          prepared={prepared}
          card={waiting.card}
          busy={waiting.busy}
          declined={waiting.declined}
          onConfirm={() => void waiting.confirm()}
          onOther={() => setOther(true)}
        />
      )}
      <form onSubmit={submit} hidden={isWaiting} className={isWaiting ? undefined : 'flex flex-col gap-4'}>
        <div className="flex items-center justify-between gap-3">
          <p className="text-ink-2 text-sm">
            Paying <Money amount={amount} currency={currency} className="font-semibold text-ink" />
          </p>
          <Button
            variant="ghost"
            size="small"
            icon={<ArrowLeft aria-hidden size={14} />}
            onClick={change.giveUp}
            busy={change.busy}
            disabled={busy}
          >
            Change
          </Button>
        </div>
        {failed ? (
          <ErrorState
            error={failed}
            action={<Button onClick={retry}>Try again</Button>}
            doing="load the card form"
            className="py-4"
          />
        ) : (
          <>
            {!ready && <FormSkeleton />}
            <div ref={place} className={ready ? undefined : 'h-0 overflow-hidden'} />
          </>
        )}
        {declined && <DeclineNotice {...declined} />}
        <Button type="submit" variant="primary" size="large" wide busy={busy} disabled={!ready || change.busy}>
          Pay {moneyText(amount, currency, locale)}
        </Button>
        <p className="text-center text-ink-3 text-xs">What you type here goes to Stripe. It never reaches us.</p>
      </form>
    </>
  );
}
