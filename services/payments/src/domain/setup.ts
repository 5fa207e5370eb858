/** Where a form stands in which a card is given; an ended one took none. */
export type SetupStatus = 'planned' | 'open' | 'succeeded' | 'ended';

export type SetupMove = 'keep' | 'end' | 'none';

/** Every status of a SetupIntent at Stripe: what it means for the form. */
const meanings: Record<string, SetupMove> = {
  requires_payment_method: 'none',
  requires_confirmation: 'none',
  requires_action: 'none',
  processing: 'none',
  succeeded: 'keep',
  canceled: 'end',
};

export const isSetupStatus = (stripeStatus: string): boolean => Object.hasOwn(meanings, stripeStatus);

/**
 * What Stripe's word of a form does to it. What was given is kept once, and wins over an end that was told before; what is open stays
 * open, and so does one of which Stripe says something that nobody knew when this was written.
 */
export function moveOfSetup(known: SetupStatus, stripeStatus: string): SetupMove {
  const move = meanings[stripeStatus] ?? 'none';
  if (known === 'succeeded') return 'none';
  return known === 'ended' && move === 'end' ? 'none' : move;
}
