import type Stripe from 'stripe';
import { insert, load, referring, save } from '../store/objects.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';

/** The card's bank warns that a payment was fraudulent; a dispute may follow unless it is refunded. */
export function warnOfFraud(scope: Scope, chargeId: string): Stripe.Radar.EarlyFraudWarning {
  const { body: charge } = load(scope, 'charge', chargeId);
  const intent = charge.payment_intent;
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: scope.world.ids.next('issfr_'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: chargeId,
    created: scope.now,
    fraud_type: 'misc',
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  };
  insert(scope, 'early_fraud_warning', warning, null);
  emit(scope, 'radar.early_fraud_warning.created', warning);
  return warning;
}

/** Nothing is left to be done about a charge: its warnings ask for no action any more. */
export function settleWarnings(scope: Scope, charge: string): void {
  for (const { body: before } of referring(scope, 'early_fraud_warning', charge, 10)) {
    if (!before.actionable) continue;
    const after = { ...before, actionable: false };
    save(scope, 'early_fraud_warning', after, null);
    emit(scope, 'radar.early_fraud_warning.updated', after, before);
  }
}
