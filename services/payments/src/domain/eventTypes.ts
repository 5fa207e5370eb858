/** What we do with an event of Stripe's: whose object it tells of, or nothing. */
export type EventUse =
  | 'intent'
  | 'charge'
  | 'refund'
  | 'dispute'
  | 'setup'
  | 'method'
  | 'mandate'
  | 'customer'
  | 'account'
  | 'payout'
  | 'ignore';

/** Of each family that we hear of, every type: what it is used for, or that it is ignored, and why. */
const uses: Record<string, EventUse> = {
  'payment_intent.succeeded': 'intent',
  'payment_intent.payment_failed': 'intent',
  'payment_intent.processing': 'intent',
  'payment_intent.requires_action': 'intent',
  'payment_intent.canceled': 'intent',
  'payment_intent.amount_capturable_updated': 'intent',
  // We made it ourselves.
  'payment_intent.created': 'ignore',
  // A bank transfer to Stripe's balance: we offer none.
  'payment_intent.partially_funded': 'ignore',
  'charge.succeeded': 'charge',
  'charge.updated': 'charge',
  // The intent's own events tell all that these do.
  'charge.captured': 'ignore',
  'charge.expired': 'ignore',
  'charge.failed': 'ignore',
  'charge.pending': 'ignore',
  // The refund's own events tell all that these do.
  'charge.refunded': 'ignore',
  'charge.refund.updated': 'ignore',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'setup_intent.succeeded': 'setup',
  'setup_intent.canceled': 'setup',
  // The browser in which it failed, or waits, knows.
  'setup_intent.setup_failed': 'ignore',
  'setup_intent.requires_action': 'ignore',
  'setup_intent.created': 'ignore',
  // What is on file came by a setup of ours.
  'payment_method.attached': 'ignore',
  'payment_method.detached': 'method',
  'payment_method.updated': 'method',
  'payment_method.automatically_updated': 'method',
  // A bank account on file is debited under one.
  'mandate.updated': 'mandate',
  'payout.created': 'payout',
  'payout.updated': 'payout',
  'payout.paid': 'payout',
  'payout.failed': 'payout',
  'payout.canceled': 'payout',
  'payout.reconciliation_completed': 'payout',
  'customer.deleted': 'customer',
  // Of an account connected to the platform; of a tenant's own they are told too, and mean nothing here.
  'account.updated': 'account',
  'capability.updated': 'account',
  'account.application.authorized': 'account',
  'account.application.deauthorized': 'account',
  // We are where customers are kept; Stripe has a copy.
  'customer.created': 'ignore',
  'customer.updated': 'ignore',
};

/**
 * Families of which we hear nothing, by the first words of their types: what they are about is not done here, or not yet. An event
 * of a family that stands nowhere is ignored too, and a test over the SDK's own list says that there is one.
 */
const ignoredFamilies: readonly string[] = [
  // Stripe's own billing, catalogue and pages: invoices, subscriptions and prices are ours.
  ...[
    'billing.',
    'billing_portal.',
    'checkout.',
    'coupon.',
    'credit_note.',
    'customer.discount.',
    'customer.subscription.',
  ],
  ...[
    'customer.tax_id.',
    'entitlements.',
    'invoice.',
    'invoice_payment.',
    'invoiceitem.',
    'payment_link.',
    'plan.',
    'price.',
  ],
  ...['product.', 'promotion_code.', 'quote.', 'subscription_schedule.', 'tax.', 'tax_rate.'],
  // Ways of paying that we do not offer.
  ...['cash_balance.', 'customer.source.', 'customer_cash_balance_transaction.', 'source.', 'terminal.'],
  // The account's own affairs, and products that have nothing to do with being paid.
  ...['account.', 'application_fee.', 'apps.', 'balance.', 'balance_settings.', 'capability.', 'climate.', 'file.'],
  ...['financial_connections.', 'identity.', 'issuing_', 'person.', 'radar.', 'reporting.', 'reserve.', 'review.'],
  ...['sigma.', 'test_helpers.', 'three_d_secure.', 'topup.', 'transfer.', 'treasury.'],
];

/** A thin event of an object that snapshots tell of too has the snapshot's type, after this. */
const thinPrefix = 'v1.';

/** The type by which an event is known here, whichever its form. */
export const plainType = (type: string): string => (type.startsWith(thinPrefix) ? type.slice(thinPrefix.length) : type);

/** Of accounts as Stripe's second version has them there are thin events alone; each tells that one of them changed. */
const isOfSecondAccount = (type: string): boolean => /^v2\.core\.account[.[_]/.test(type);

/** Those that something is done with. */
export const appliedTypes: readonly string[] = Object.keys(uses).filter((type) => uses[type] !== 'ignore');

export function useOf(type: string): EventUse {
  if (isOfSecondAccount(type)) return 'account';
  return uses[plainType(type)] ?? 'ignore';
}

/** Whether somebody decided what is done with events of this type. */
export function isDecided(type: string): boolean {
  const plain = plainType(type);
  return (
    isOfSecondAccount(type) || Object.hasOwn(uses, plain) || ignoredFamilies.some((family) => plain.startsWith(family))
  );
}

/** Of accounts of the second version, what is told when one of them may do more, or less, or owes an answer. */
const secondAccountTypes: readonly string[] = [
  'v2.core.account.updated',
  'v2.core.account.closed',
  'v2.core.account[requirements].updated',
  'v2.core.account[configuration.merchant].updated',
  'v2.core.account[configuration.merchant].capability_status_updated',
];

/**
 * The types that an endpoint of ours asks Stripe for; how accounts stand is told of those connected to the platform. Thin events of connected
 * accounts are asked for where there are no others: what else happens there is told whole.
 */
export function neededEvents(kind: 'own' | 'connect', form: 'snapshot' | 'thin' = 'snapshot'): string[] {
  if (kind === 'connect' && form === 'thin') return [...secondAccountTypes];
  const types = appliedTypes.filter((type) => kind === 'connect' || uses[type] !== 'account');
  return form === 'thin' ? types.map((type) => `${thinPrefix}${type}`) : types;
}
