import type Stripe from 'stripe';
import { load, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { platformApplication, takeFee } from './applicationFee.ts';
import { bankAccountOf } from './bankMethod.ts';
import { cardOf } from './charge.ts';
import { feeDetails } from './fees.ts';
import { book } from './ledger.ts';

const twoDays = 2 * 24 * 60 * 60;

/** What settling adds to a charge. */
type Settled = Pick<Stripe.Charge, 'balance_transaction' | 'application_fee'>;

/** Books the money of a captured charge, and the platform's fee; gives what the charge, which the caller saves, then says. */
export function settle(scope: Scope, charge: Stripe.Charge): Settled {
  const { availableOn, trouble } = courseOf(scope, charge);
  if (trouble) scheduleTask(scope, 'trouble', charge.id, scope.world.settings.disputeDelayMs);
  const booked = book(scope, {
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    reportingCategory: 'charge',
    amount: charge.amount_captured,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    availableOn,
    fees: feeDetails(charge, scope.world.settings.fee, platformApplication),
  });
  return { balance_transaction: booked.id, application_fee: takeFee(scope, charge)?.id ?? null };
}

/** When the money can be paid out, and whether trouble follows. A debit was waited for already. */
function courseOf(scope: Scope, charge: Stripe.Charge): { availableOn: number; trouble: boolean } {
  const method = load(scope, 'payment_method', charge.payment_method);
  if (method.body.type !== 'card')
    return { availableOn: scope.now, trouble: bankAccountOf(method).course === 'disputed' };
  const { bypassPending, trouble } = cardOf(method);
  return { availableOn: bypassPending ? scope.now : scope.now + twoDays, trouble: trouble !== null };
}

/** The later half of an asynchronous capture: the balance transaction arrives, `charge.updated` tells. */
export function settleLater(scope: Scope, chargeId: string): void {
  const { body: before } = load(scope, 'charge', chargeId);
  if (before.balance_transaction !== null) return;
  const charge: Stripe.Charge = { ...before, ...settle(scope, before) };
  save(scope, 'charge', charge, null);
  emit(scope, 'charge.updated', charge, before);
}
