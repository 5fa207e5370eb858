/** What we do with an event of Stripe's. Every type is one of these; what nobody listed is ignored knowingly. */
export type EventUse = 'intent' | 'charge' | 'ignore';

const uses: Record<string, EventUse> = {
  'payment_intent.created': 'ignore',
  'payment_intent.succeeded': 'intent',
  'payment_intent.payment_failed': 'intent',
  'payment_intent.processing': 'intent',
  'payment_intent.requires_action': 'intent',
  'payment_intent.canceled': 'intent',
  'payment_intent.amount_capturable_updated': 'intent',
  'charge.succeeded': 'charge',
  'charge.updated': 'charge',
};

export function useOf(type: string): EventUse {
  return uses[type] ?? 'ignore';
}
