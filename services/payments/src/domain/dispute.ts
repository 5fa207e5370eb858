export type DisputeOutcome = 'won' | 'lost' | 'closed';

/** Every status of Stripe's: how it ended, or null while it is open. An appeal of a lost one counts as lost until it is won. */
const outcomes: Record<string, DisputeOutcome | null> = {
  warning_needs_response: null,
  warning_under_review: null,
  warning_closed: 'closed',
  needs_response: null,
  under_review: null,
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
  won: 'won',
  lost: 'lost',
  prevented: 'closed',
};

export const isDisputeStatus = (stripeStatus: string): boolean => Object.hasOwn(outcomes, stripeStatus);

/** A word that Stripe did not have when this was written leaves the dispute as it was. */
export function outcomeOf(status: string, before: DisputeOutcome | null): DisputeOutcome | null {
  const known = outcomes[status];
  return known === undefined ? before : known;
}

/** An inquiry asks, and has taken nothing yet. */
export const isInquiry = (status: string): boolean => status.startsWith('warning_');

/** Whether staff can still say something that the bank reads. */
export const takesEvidence = (status: string): boolean => status.endsWith('needs_response');
