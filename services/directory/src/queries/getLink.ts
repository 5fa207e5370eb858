import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import type { ServiceParts } from '@purser/service';
import { stateOf } from '../domain/link.ts';
import { findLinkById } from '../store/links.ts';

/** How a link stands, for a session that it opened. */
export function getLink(clock: ServiceParts['clock']) {
  return async ({ tx }: Pick<Context, 'tx'>, { linkId }: { linkId: string }) => {
    const link = await findLinkById(tx, linkId);
    if (!link) throw fault('notFound', 'link_unknown', 'There is no such link.');
    return { kind: link.kind, state: stateOf(link, clock.machine()) };
  };
}
