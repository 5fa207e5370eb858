import { Button, Card, ErrorState, explainProblem, Notice } from '@purser/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { PreparedSetupModel } from '../../../src/api/models/paymentMethod.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { change } from '../../shared/api/outcome.ts';
import { adviceOn, type Declined } from '../pay/advice.ts';
import { DeclineNotice } from '../pay/declineNotice.tsx';
import { FormSkeleton, usePaymentElement } from '../pay/paymentElement.tsx';
import { useSession } from '../session/useSession.ts';

type Props = { onBack: () => void; onAdded: () => void };

/** A card is given to be kept. What the customer agrees to stands beside the form, and is kept as it stood. */
export function AddCard({ onBack, onAdded }: Props) {
  const { tenant } = useSession();
  const consent = `I agree that ${tenant.company?.legalName ?? tenant.name} keeps this card and charges it for what I ask it to pay.`;
  const prepare = usePrepare();
  const { mutate } = prepare;
  useEffect(() => mutate(consent), [mutate, consent]);
  return (
    <Card title="Add a card">
      {prepare.data ? (
        <SetupForm prepared={prepare.data} consent={consent} onBack={onBack} onAdded={onAdded} />
      ) : prepare.error ? (
        <Notice
          tone="danger"
          title={explainProblem(prepare.error, 'get the form ready').happened}
          action={<Button onClick={() => mutate(consent)}>Try again</Button>}
        >
          {explainProblem(prepare.error, 'get the form ready').toDo}
        </Notice>
      ) : (
        <FormSkeleton />
      )}
    </Card>
  );
}

function usePrepare() {
  const api = useApi();
  return useMutation({
    mutationFn: async (consent: string) => {
      const ask = { body: { consent }, intent: 'add a card' };
      const path = '/portal/payment-methods/setups';
      const first = await change<PreparedSetupModel>(api, 'POST', path, ask);
      // It was accepted and has ended: the same request now tells what it came to.
      const outcome = first.kind === 'ended' ? await change<PreparedSetupModel>(api, 'POST', path, ask) : first;
      if (outcome.kind !== 'done') throw new Error('not ready');
      return outcome.body;
    },
  });
}

type FormProps = Props & { prepared: PreparedSetupModel; consent: string };

function SetupForm({ prepared, consent, onBack, onAdded }: FormProps) {
  const { place, ready, failed, stripe, elements, retry } = usePaymentElement(prepared);
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState<Declined>();
  const confirm = async () => {
    if (!stripe || !elements || busy) return;
    setBusy(true);
    setDeclined(undefined);
    try {
      const { error } = await stripe.confirmSetup({
        elements,
        confirmParams: { return_url: location.href },
        redirect: 'if_required',
      });
      if (!error) onAdded();
      else if (error.type !== 'validation_error') setDeclined(adviceOn(error));
    } catch {
      setDeclined({
        title: 'We do not know yet whether this worked.',
        advice: 'Your connection broke. Look at this page in a minute before you try again.',
      });
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
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
      <p className="text-ink-2 text-sm">{consent}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack} disabled={busy}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          Keep this card
        </Button>
      </div>
      <p className="text-ink-3 text-xs">Your card details go to Stripe. They never reach us.</p>
    </form>
  );
}
