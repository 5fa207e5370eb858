import type { PaymentIntent, Stripe } from '@stripe/stripe-js';
import { useEffect, useState } from 'react';
import { adviceOn, type Declined, hasPaid, unknown } from './advice.ts';

/** The card that a bank wants its holder for. */
export type WaitingCard = { methodId: string; brand: string | null; last4: string | null };

/** What an intent waits for, where a bank refused it for want of its customer; undefined of any other. */
export function waitingCardOf(
  intent: Pick<PaymentIntent, 'status' | 'last_payment_error'> | undefined,
): WaitingCard | undefined {
  const error = intent?.last_payment_error;
  if (intent?.status !== 'requires_payment_method' || error?.code !== 'authentication_required') return undefined;
  const method = error.payment_method;
  if (!method) return undefined;
  return { methodId: method.id, brand: method.card?.brand ?? null, last4: method.card?.last4 ?? null };
}

type Waiting = {
  card: WaitingCard | undefined;
  busy: boolean;
  declined: Declined | undefined;
  confirm: () => Promise<void>;
};

/** Asks Stripe whether this very payment waits for its payer, and has them confirm it at their bank. */
export function useWaiting(
  { stripe, clientSecret }: { stripe: Stripe | undefined; clientSecret: string },
  onPaid: () => void,
): Waiting {
  const [card, setCard] = useState<WaitingCard>();
  const [busy, setBusy] = useState(false);
  const [declined, setDeclined] = useState<Declined>();
  useEffect(() => {
    let over = false;
    // Where it cannot be told, the form for any card stands there already.
    stripe
      ?.retrievePaymentIntent(clientSecret)
      .then(({ paymentIntent }) => over || setCard(waitingCardOf(paymentIntent)))
      .catch(() => {});
    return () => {
      over = true;
    };
  }, [stripe, clientSecret]);
  const confirm = async () => {
    if (!stripe || !card || busy) return;
    setBusy(true);
    setDeclined(undefined);
    try {
      const confirmParams = { payment_method: card.methodId, return_url: location.href };
      const { error } = await stripe.confirmPayment({ clientSecret, confirmParams, redirect: 'if_required' });
      if (!error || hasPaid(error)) onPaid();
      else setDeclined(adviceOn(error));
    } catch {
      setDeclined(unknown);
    } finally {
      setBusy(false);
    }
  };
  return { card, busy, declined, confirm };
}
