/** What a payer is told who comes back from their bank: it is on its way, or nothing was taken. */
export type Came = 'onItsWay' | 'notPaid';

const onItsWay: ReadonlySet<string> = new Set(['succeeded', 'processing', 'pending']);

/** Of Stripe's word in the address; of none there is nothing to say. */
export function cameOf(status: string | undefined): Came | undefined {
  if (status === undefined) return undefined;
  return onItsWay.has(status) ? 'onItsWay' : 'notPaid';
}

/**
 * How a payment ended whose bank took the payer away from this page and back. What the address says is a hint to look, never a fact: what was paid is the
 * server's to say. Taken out of the address, with the payment's secret that stands beside it.
 */
export function takeReturn(
  where: Pick<Location, 'search' | 'pathname' | 'hash'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const query = new URLSearchParams(where.search);
  const status = query.get('redirect_status') ?? undefined;
  const ours = [
    ...['payment_intent', 'payment_intent_client_secret', 'setup_intent', 'setup_intent_client_secret'],
    ...['redirect_status', 'source_type'],
  ];
  if (!ours.some((name) => query.has(name))) return undefined;
  for (const name of ours) query.delete(name);
  const left = query.toString();
  history.replaceState(null, '', where.pathname + (left === '' ? '' : `?${left}`) + where.hash);
  return status;
}
