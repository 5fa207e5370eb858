import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { ServiceParts } from '@purser/service';
import type { z } from 'zod';
import { refusalOf } from '../domain/link.ts';
import { findLinkById, linkOfToken, spendLink } from '../store/links.ts';

/** Exchanges a token. An invoice's and a quote's open again and again; a sign-in link once, and a wrong browser does not spend it. */
export function openLink(clock: ServiceParts['clock']) {
  return async ({ tx, tenant }: Context, { tokenHash, browserHash }: z.output<typeof contract.openLink.input>) => {
    const now = clock.machine();
    const link = await linkOfToken(tx, tenant, tokenHash);
    if (!link) throw fault('notFound', 'link_unknown', 'This link leads nowhere.');
    const refusal = refusalOf(link, browserHash, now);
    if (refusal) throw refusal;
    const { kind, linkId, customerId, contactId, invoiceId, quoteId } = link;
    if (kind === 'signIn' && !(await spendLink(tx, linkId, browserHash ?? '', now))) {
      // Somebody was quicker: their commit says what with.
      const after = await findLinkById(tx, linkId);
      throw (after && refusalOf(after, browserHash, now)) ?? fault('conflict', 'link_busy', 'Try this link again.');
    }
    return { kind, linkId, customerId, contactId, invoiceId, quoteId, expiresAt: link.expiresAt.toISOString() };
  };
}
