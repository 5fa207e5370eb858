import type Stripe from 'stripe';
import { insert, load, save } from '../store/objects.ts';
import { readMeta } from '../store/open.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { book } from './ledger.ts';

/** The application that takes fees: the platform. */
export const platformApplication = 'ca_sandbox_platform';

/** The same happening, seen from the platform's own account. */
export const platformScope = (scope: Scope): Scope => ({
  ...scope,
  account: readMeta(scope.world.db, 'platform') ?? '',
  connected: false,
});

/** The platform takes its fee of a charge on a connected account. */
export function takeFee(scope: Scope, charge: Stripe.Charge): Stripe.ApplicationFee | null {
  const amount = charge.application_fee_amount;
  if (!amount || !scope.connected) return null;
  const platform = platformScope(scope);
  const id = scope.world.ids.next('fee_');
  const booked = book(platform, {
    type: 'application_fee',
    reportingCategory: 'platform_earning',
    amount,
    currency: charge.currency,
    source: id,
    description: null,
  });
  const fee: Stripe.ApplicationFee = {
    id,
    object: 'application_fee',
    account: scope.account,
    amount,
    amount_refunded: 0,
    application: platformApplication,
    balance_transaction: booked.id,
    charge: charge.id,
    created: scope.now,
    currency: charge.currency,
    fee_source: { charge: charge.id, type: 'charge' },
    livemode: false,
    originating_transaction: null,
    refunded: false,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/application_fees/${id}/refunds` },
  };
  insert(platform, 'application_fee', fee, null);
  emit(platform, 'application_fee.created', fee);
  return fee;
}

/**
 * The platform gives back the part of its fee that goes with so much of the charge; all that is left of it when nothing
 * is left of the charge. Gives the amount.
 */
export function giveFeeBack(scope: Scope, charge: Stripe.Charge, refunded: number): number {
  const platform = platformScope(scope);
  const { body: before } = load(platform, 'application_fee', charge.application_fee);
  const left = before.amount - before.amount_refunded;
  const last = charge.amount_refunded + refunded >= charge.amount_captured;
  const amount = last ? left : Math.min(left, Math.round((before.amount * refunded) / charge.amount_captured));
  if (amount === 0) return 0;
  const id = scope.world.ids.next('fr_');
  const booked = book(platform, {
    type: 'application_fee_refund',
    reportingCategory: 'platform_earning_refund',
    amount: -amount,
    currency: before.currency,
    source: id,
    description: null,
  });
  const back: Stripe.FeeRefund = {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: booked.id,
    created: scope.now,
    currency: before.currency,
    fee: before.id,
    metadata: {},
  };
  const after: Stripe.ApplicationFee = {
    ...before,
    amount_refunded: before.amount_refunded + amount,
    refunded: before.amount_refunded + amount >= before.amount,
    refunds: { ...before.refunds, data: [back, ...before.refunds.data].slice(0, 10) },
  };
  insert(platform, 'fee_refund', back, null);
  save(platform, 'application_fee', after, null);
  emit(platform, 'application_fee.refunded', after, before);
  return amount;
}
