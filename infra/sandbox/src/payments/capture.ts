import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { load, save } from '../store/objects.ts';
import { type MetadataChange, mergeMetadata } from '../transport/common.ts';
import { invalidRequest } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { unexpectedState } from './confirm.ts';
import { settle } from './settle.ts';

interface CaptureRequest {
  amount_to_capture?: number;
  application_fee_amount?: number;
  metadata?: MetadataChange;
}

/** Takes the money of an authorised intent, all of it or less; the rest is released. */
export function capture(call: Call, stored: Stored<'payment_intent'>, asked: CaptureRequest): Stripe.PaymentIntent {
  const before = stored.body;
  if (before.status !== 'requires_capture') throw unexpectedState(before, 'capture');
  const amount = asked.amount_to_capture ?? before.amount_capturable;
  if (amount < 1 || amount > before.amount_capturable) {
    throw invalidRequest(
      `This PaymentIntent could not be captured: the amount must be between 1 and ${before.amount_capturable}.`,
      {
        code: 'amount_too_large',
        param: 'amount_to_capture',
      },
    );
  }
  const authorised = load(call, 'charge', before.latest_charge).body;
  const fee = asked.application_fee_amount ?? authorised.application_fee_amount;
  const captured: Stripe.Charge = {
    ...authorised,
    amount_captured: amount,
    captured: true,
    application_fee_amount: fee,
  };
  const charge: Stripe.Charge = { ...captured, ...settle(call, captured) };
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: fee,
    metadata: mergeMetadata(before.metadata, asked.metadata),
  };
  save(call, 'charge', charge, null);
  save(call, 'payment_intent', intent, stored.secret);
  emit(call, 'charge.captured', charge, authorised);
  emit(call, 'payment_intent.succeeded', intent);
  return intent;
}
