/** What Stripe says of a card or an account on file, as far as we keep it. */
export type MethodFact = {
  id: string;
  type: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
  fingerprint: string | null;
  /** Whose it is at Stripe; null once it was taken off. */
  stripeCustomer: string | null;
};

const notice_days = 30;
const day_ms = 86_400_000;

/** When a card's holder is told that it ends: thirty days before its last day. Null for what does not expire. */
export function noticeAt(method: Pick<MethodFact, 'expMonth' | 'expYear'>): Date | null {
  const end = endOf(method);
  return end && new Date(end.getTime() - notice_days * day_ms);
}

/** The instant after a card's last month, UTC. */
function endOf({ expMonth, expYear }: Pick<MethodFact, 'expMonth' | 'expYear'>): Date | null {
  return expMonth === null || expYear === null ? null : new Date(Date.UTC(expYear, expMonth, 1));
}

/** Whether it is time for the notice, and not too late for it: an old timer of a card that was renewed says nothing. */
export function isExpiring(method: Pick<MethodFact, 'expMonth' | 'expYear'>, now: Date): boolean {
  const [from, end] = [noticeAt(method), endOf(method)];
  return from !== null && end !== null && from <= now && now < end;
}
