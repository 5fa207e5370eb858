import { load } from '../store/objects.ts';
import type { Scope } from '../world.ts';
import { cardOf } from './charge.ts';
import { decideDispute, openDispute } from './dispute.ts';
import { warnOfFraud } from './fraudWarning.ts';

/** What the card, or bank account, of a payment brings some time after it. */
export function bringTrouble(scope: Scope, charge: string): void {
  const method = load(scope, 'payment_method', load(scope, 'charge', charge).body.payment_method);
  if (method.body.type !== 'card') {
    // What a payer takes back from their bank is gone: there is nothing to answer.
    const dispute = openDispute(scope, charge, { reason: 'debit_not_authorized', inquiry: false });
    if (dispute) decideDispute(scope, dispute.id, 'lost');
    return;
  }
  switch (cardOf(method).trouble) {
    case 'fraud_dispute':
      openDispute(scope, charge, { reason: 'fraudulent', inquiry: false });
      break;
    case 'not_received_dispute':
      openDispute(scope, charge, { reason: 'product_not_received', inquiry: false });
      break;
    case 'inquiry':
      openDispute(scope, charge, { reason: 'fraudulent', inquiry: true });
      break;
    case 'fraud_warning':
      warnOfFraud(scope, charge);
      break;
  }
}
