import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { useState } from 'react';
import { adviceOn, type Declined, hasPaid, toVerify, unknown } from './advice.ts';

type Parts = {
  stripe: Stripe | undefined;
  elements: StripeElements | undefined;
  onPaid: () => void;
};

/** Confirms with Stripe, 3D Secure included, and tells what to do when it did not work. Nothing here moves money twice: the payment is one at Stripe. */
export function useConfirm({ stripe, elements, onPaid }: Parts) {
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState<Declined>();
  const confirm = async () => {
    if (!stripe || !elements) return;
    setBusy(true);
    setDeclined(undefined);
    try {
      const { error, paymentIntent } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: location.href },
        redirect: 'if_required',
      });
      if (paymentIntent?.status === 'requires_action') setDeclined(toVerify);
      else if (!error || hasPaid(error)) onPaid();
      else if (error.type !== 'validation_error') setDeclined(adviceOn(error));
    } catch {
      setDeclined(unknown);
    } finally {
      setBusy(false);
    }
  };
  return { confirm, busy, declined };
}
