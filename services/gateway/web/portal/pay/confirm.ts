import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import { useState } from 'react';
import type { PortalAttemptModel, PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import type { Api } from '../../shared/api/client.ts';
import { pause } from '../../shared/api/pause.ts';

export type Declined = { title: string; advice: string };

type Parts = {
  stripe: Stripe | undefined;
  elements: StripeElements | undefined;
  prepared: PreparedPaymentModel;
  onPaid: () => void;
};

/** Confirms with Stripe, 3D Secure included, and tells what to do when it did not work. Nothing here moves money twice: the payment is one at Stripe. */
export function useConfirm({ stripe, elements, prepared, onPaid }: Parts) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState<Declined>();
  const confirm = async () => {
    if (!stripe || !elements) return;
    setBusy(true);
    setDeclined(undefined);
    try {
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: location.href },
        redirect: 'if_required',
      });
      if (!error || hasPaid(error)) onPaid();
      else if (error.type !== 'validation_error') setDeclined(await adviceOn(api, prepared.attemptId, error));
    } catch {
      setDeclined(unknown);
    } finally {
      setBusy(false);
    }
  };
  return { confirm, busy, declined };
}

/** Another tab, or an earlier press whose answer was lost, was quicker: this very payment has gone through. */
function hasPaid({ payment_intent: intent }: StripeError): boolean {
  return intent?.status === 'succeeded' || intent?.status === 'processing';
}

const unknown: Declined = {
  title: 'We do not know yet whether this worked.',
  advice:
    'Your connection broke while the payment was made. Look at this page in a minute before you try again: it shows what was paid.',
};

const replaced: Declined = {
  title: 'This payment was replaced.',
  advice:
    'Nothing was taken here. Another window began a payment of this invoice; go on there, or press “Change” to begin again.',
};

/** Our own words for a decline come with the webhook, usually at once; Stripe's, which are as careful, until then. */
async function adviceOn(api: Api, attemptId: string, error: StripeError): Promise<Declined> {
  if (error.type === 'api_connection_error' || error.type === 'api_error') return unknown;
  if (error.payment_intent?.status === 'canceled') return replaced;
  for (let looks = 0; looks < 4; looks += 1) {
    const attempt = await api.get<PortalAttemptModel>(`/portal/attempts/${attemptId}`).catch(() => undefined);
    if (attempt?.decline) return attempt.decline;
    await pause(400);
  }
  return {
    title: error.message ?? 'Your bank declined this payment.',
    advice: 'Nothing was taken. Try another card, or ask your bank.',
  };
}
