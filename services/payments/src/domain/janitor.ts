const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** When the janitor first looks at an attempt: five minutes after it was opened. */
export function firstLook(openedAt: Date): Date {
  return new Date(openedAt.getTime() + hour_ms / 12);
}

/** When to ask again about an attempt that is still open: an hour after it was opened, then daily. */
export function nextLook(openedAt: Date, now: Date): Date {
  const first = openedAt.getTime() + hour_ms;
  return new Date(now.getTime() < first ? first : now.getTime() + day_ms);
}

/** So many refusals in an hour are nobody's own cards. */
const declinesMost = 12;

export const triesCards = (declines: number): boolean => declines >= declinesMost;

/**
 * How long a payment waits for its payer. A page nobody paid on for a day holds the invoice for nothing; who was asked by mail to
 * confirm at their bank has a week; who tries cards by the dozen has had enough.
 */
export function patienceWith(declines: number, confirmsByMail: boolean): number {
  if (triesCards(declines)) return 0;
  return confirmsByMail ? 7 * day_ms : day_ms;
}

/** What Stripe is working on is left alone. */
export function shouldCancel(intentStatus: string, openedAt: Date, now: Date, patience_ms: number): boolean {
  const idle =
    intentStatus === 'requires_payment_method' ||
    intentStatus === 'requires_confirmation' ||
    intentStatus === 'requires_action';
  return idle && now.getTime() - openedAt.getTime() >= patience_ms;
}

/**
 * Stripe keeps an idempotency key for 24 hours; beyond 20 we only ask, for a key that has expired might make a second
 * intent.
 */
export function keyExpired(bornAt: Date, now: Date): boolean {
  return now.getTime() - bornAt.getTime() > 20 * hour_ms;
}

/**
 * The key an attempt's intent is made under. Stripe gives a stored 500 again under the same key, so after ten minutes of
 * unknown outcomes, each followed by a look for the intent, a second key is used: an intent nobody confirms charges nobody.
 */
export function intentKey(attemptId: string, bornAt: Date, now: Date): string {
  return now.getTime() - bornAt.getTime() > hour_ms / 6 ? `attempt:${attemptId}:2` : `attempt:${attemptId}`;
}
