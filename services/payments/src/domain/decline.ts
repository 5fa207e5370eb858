/** What the bank knows of a card and its holder need not, least of all a thief (docs.stripe.com/declines/codes). */
const untold = new Set([
  'fraudulent',
  'highest_risk_level',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'restricted_card',
  'security_violation',
  'stolen_card',
]);

/** The decline code as the payer may see it. */
export function toldToPayer(declineCode: string | null): string | null {
  return declineCode !== null && untold.has(declineCode) ? 'generic_decline' : declineCode;
}
