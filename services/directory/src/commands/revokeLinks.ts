import type { Context } from '@purser/bus';
import type { ServiceParts } from '@purser/service';
import { revokeLinksOf } from '../store/links.ts';

/** Withdraws every link to an invoice, for good: none of them is renewed. A new mail makes a new link. */
export function revokeLinks(clock: ServiceParts['clock']) {
  return async ({ tx }: Context, { invoiceId }: { invoiceId: string }) => ({
    revoked: await revokeLinksOf(tx, invoiceId, clock.machine()),
  });
}
