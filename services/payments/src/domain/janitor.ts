const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** When to ask again about an attempt that is still open: an hour after it was opened, then daily. */
export function nextLook(openedAt: Date, now: Date): Date {
  const first = openedAt.getTime() + hour_ms;
  return new Date(now.getTime() < first ? first : now.getTime() + day_ms);
}

/** A page nobody paid on for a day holds the invoice for nothing. What Stripe is working on is left alone. */
export function shouldCancel(intentStatus: string, openedAt: Date, now: Date): boolean {
  const idle =
    intentStatus === 'requires_payment_method' ||
    intentStatus === 'requires_confirmation' ||
    intentStatus === 'requires_action';
  return idle && now.getTime() - openedAt.getTime() >= day_ms;
}
