import type Stripe from 'stripe';
import type { Scope } from '../world.ts';

export type DisputeReason = 'fraudulent' | 'product_not_received' | 'debit_not_authorized';

/** The networks' words for a reason. */
const networkReasonCodes: Record<DisputeReason, string | null> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
  debit_not_authorized: null,
};

const day_s = 24 * 60 * 60;
const daysToAnswer = 9;

/** The end of the day until which evidence is taken, in unix seconds. */
const dueBy = (now: number): number => Math.floor(now / day_s) * day_s + (daysToAnswer + 1) * day_s - 1;

/** Evidence that is text; files are not played. */
export const evidenceTexts = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const;

export const evidenceFiles = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;

/** What Stripe knows of the payer already is filled in. */
function evidenceAtFirst(charge: Stripe.Charge): Stripe.Dispute.Evidence {
  const blank = <N extends string>(names: readonly N[]): Record<N, null> =>
    names.reduce((all, name) => Object.assign(all, { [name]: null }), Object.create(null));
  return {
    ...blank(evidenceTexts),
    ...blank(evidenceFiles),
    customer_email_address: charge.billing_details.email ?? charge.receipt_email,
    customer_name: charge.billing_details.name,
    enhanced_evidence: {},
  };
}

/** A new dispute over what is left of a charge; no money has moved yet. */
export function newDispute(
  scope: Scope,
  charge: Stripe.Charge,
  reason: DisputeReason,
  inquiry: boolean,
): Stripe.Dispute {
  const brand = charge.payment_method_details?.card?.brand;
  return {
    id: scope.world.ids.next('du_'),
    object: 'dispute',
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: scope.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: evidenceAtFirst(charge),
    evidence_details: {
      due_by: dueBy(scope.now),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkReasonCodes[reason],
    payment_intent: charge.payment_intent,
    ...(brand
      ? {
          payment_method_details: {
            card: {
              brand,
              case_type: inquiry ? 'inquiry' : 'chargeback',
              network: brand,
              network_reason_code: networkReasonCodes[reason],
            },
            type: 'card',
          },
        }
      : {}),
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
}
