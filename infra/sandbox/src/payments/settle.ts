import type Stripe from 'stripe';
import { insert, load, save } from '../store/objects.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { cardByNumber } from './cards.ts';
import { feeDetails } from './fees.ts';

const twoDays = 2 * 24 * 60 * 60;

/** The application that takes fees: the platform. */
const platformApplication = 'ca_sandbox_platform';

/** Makes the balance transaction of a captured charge; returns its id. The charge itself is the caller's to save. */
export function settle(scope: Scope, charge: Stripe.Charge): string {
  const method = charge.payment_method === null ? undefined : load(scope, 'payment_method', charge.payment_method);
  const atOnce = method !== undefined && cardByNumber(method.secret.number)?.bypassPending === true;
  const fees = feeDetails(charge, scope.world.settings.fee, platformApplication);
  const fee = fees.reduce((sum, part) => sum + part.amount, 0);
  const transaction: Stripe.BalanceTransaction = {
    id: scope.world.ids.next('txn_'),
    object: 'balance_transaction',
    amount: charge.amount_captured,
    available_on: atOnce ? scope.now : scope.now + twoDays,
    balance_type: 'payments',
    created: scope.now,
    currency: charge.currency,
    description: charge.description,
    exchange_rate: null,
    fee,
    fee_details: fees,
    net: charge.amount_captured - fee,
    reporting_category: 'charge',
    source: charge.id,
    status: atOnce ? 'available' : 'pending',
    type: 'charge',
  };
  insert(scope, 'balance_transaction', transaction, null);
  return transaction.id;
}

/** The later half of an asynchronous capture: the balance transaction arrives, `charge.updated` tells. */
export function settleLater(scope: Scope, chargeId: string): void {
  const { body: before } = load(scope, 'charge', chargeId);
  if (before.balance_transaction !== null) return;
  const charge: Stripe.Charge = { ...before, balance_transaction: settle(scope, before) };
  save(scope, 'charge', charge, null);
  emit(scope, 'charge.updated', charge, before);
}
